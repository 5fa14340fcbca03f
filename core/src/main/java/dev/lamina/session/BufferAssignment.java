package dev.lamina.session;

import dev.lamina.graph.Kernel;
import dev.lamina.op.FinishingKernel;
import dev.lamina.tensor.Buffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which buffer an output gets, and when that is free again: a stage's clusters are gone through in the order
 * in which they run, and each gives back what no later one reads.
 */
final class BufferAssignment {
    private static final int FOREVER = Integer.MAX_VALUE;

    private final Map<Instruction, Kernel> kernels;
    private final Memory memory = new Memory();

    /** By value, the position of the last cluster that reads what lies in its storage. */
    private final Map<Value, Integer> lastUse = new HashMap<>();

    /** The values whose storage is the stage's to give to another. */
    private final Set<Value> owned = new HashSet<>();

    /**
     * An assignment in which no output has a buffer yet.
     *
     * @param clusters all of the stage's, in the order in which they run
     * @param kept what is wanted after the last of them
     */
    BufferAssignment(List<Cluster> clusters, List<Value> kept, Map<Instruction, Kernel> kernels) {
        this.kernels = kernels;
        for (int i = 0; i < clusters.size(); i++) {
            for (Instruction member : clusters.get(i).members) {
                for (Value input : member.inputs) {
                    lastUse.put(root(input), i);
                }
            }
        }
        kept.forEach(value -> lastUse.put(root(value), FOREVER));
    }

    /** The value in whose storage this one lies. */
    static Value root(Value value) {
        Value real = value.resolve();
        Instruction producer = real.producer;
        if (real.constant != null
                || producer == null
                || producer.aliasedInput() < 0
                || producer.outputs.getFirst() != real) {
            return real;
        }
        return root(producer.inputs.get(producer.aliasedInput()));
    }

    /** Says whether the cluster at a position is the last to read a value that is its own root. */
    boolean isLastUse(Value root, int position) {
        return lastUse.getOrDefault(root, FOREVER) == position;
    }

    /** Gives the outputs of a cluster's member their buffers. */
    void assignOutputs(List<Instruction> members, int index, int position) {
        Instruction instruction = members.get(index);
        for (Value output : instruction.outputs) {
            if (output.variable != null) {
                output.buffer = instruction.inputs.getFirst().resolve().buffer();
                continue;
            }
            Value replaced = instruction.outputs.size() == 1 ? replaceable(members, index, output, position) : null;
            if (replaced == null) {
                output.buffer = memory.take(output.dtype, output.shape);
            } else {
                output.buffer =
                        new Buffer(output.dtype, output.shape, replaced.buffer().storage());
                owned.remove(replaced);
            }
            owned.add(output);
        }
    }

    /** An input whose storage the output can take over, because this is its last use. */
    private @Nullable Value replaceable(List<Instruction> members, int index, Value output, int position) {
        Instruction instruction = members.get(index);
        if (!instruction.op.canWorkInPlace()) {
            return null;
        }
        for (Value input : instruction.inputs) {
            Value root = root(input);
            if (owned.contains(root)
                    && isLastUse(root, position)
                    && !isUsedElsewhere(members, index, root)
                    && root.dtype == output.dtype
                    && root.shape.elements() == output.shape.elements()
                    && instruction.inputs.stream()
                            .allMatch(other ->
                                    root(other) != root || other.resolve().shape.equals(output.shape))) {
                return root;
            }
        }
        return null;
    }

    /** Says whether a member behind uses it, or it is an operand of the product at the head, which reads it as a whole. */
    private boolean isUsedElsewhere(List<Instruction> members, int index, Value root) {
        return members.subList(index + 1, members.size()).stream().anyMatch(each -> uses(each, root))
                || (index > 0
                        && kernels.get(members.getFirst()) instanceof FinishingKernel
                        && uses(members.getFirst(), root));
    }

    private static boolean uses(Instruction instruction, Value root) {
        return instruction.inputs.stream().anyMatch(input -> root(input) == root);
    }

    /** Takes back what the instruction of a cluster was the last to read, and what nobody reads of its outputs. */
    void release(Instruction instruction, int position) {
        for (Value input : instruction.inputs) {
            releaseAfter(root(input), position);
        }
        for (Value output : instruction.outputs) {
            releaseAfter(output, position);
        }
    }

    private void releaseAfter(Value value, int position) {
        if (lastUse.getOrDefault(value, position) == position && owned.remove(value)) {
            memory.free(value.buffer());
        }
    }

    /** Makes the arrays, when all buffers are assigned. */
    void allocate() {
        memory.allocate();
    }
}

package dev.lamina.session;

import dev.lamina.graph.Kernel;
import dev.lamina.op.kernel.FinishingKernel;
import dev.lamina.tensor.Buffer;
import java.util.ArrayList;
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
    private static final Use FOREVER = new Use(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** A place in the order of a stage: that of a cluster, and within it that of a member. */
    private record Use(int position, int member) {}

    private final Map<Instruction, Kernel> kernels;
    private final Memory memory = new Memory();

    /** By view, the value in whose storage it lies. */
    private final Map<Value, Value> roots = new HashMap<>();

    /** By value, the last reader of what lies in its storage. */
    private final Map<Value, Use> lastUse = new HashMap<>();

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
            List<Instruction> members = clusters.get(i).members;
            for (int j = 0; j < members.size(); j++) {
                for (Value input : members.get(j).inputs) {
                    lastUse.put(root(input), new Use(i, j));
                }
            }
        }
        kept.forEach(value -> lastUse.put(root(value), FOREVER));
    }

    /** The value in whose storage this one lies. */
    Value root(Value value) {
        List<Value> views = new ArrayList<>();
        Value at = value.resolve();
        for (Value shown = shown(at); shown != null; shown = shown(at)) {
            views.add(at);
            at = roots.getOrDefault(at, shown).resolve();
        }
        for (Value view : views) {
            roots.put(view, at);
        }
        return at;
    }

    /** The value whose elements this one shows, or {@code null} if it has its own. */
    private static @Nullable Value shown(Value real) {
        Instruction producer = real.producer;
        if (real.constant != null
                || producer == null
                || producer.aliasedInput() < 0
                || producer.outputs.getFirst() != real) {
            return null;
        }
        return producer.inputs.get(producer.aliasedInput());
    }

    /** Says whether the cluster at a position is the last to read a value that is its own root. */
    boolean isLastUse(Value root, int position) {
        return lastUse.getOrDefault(root, FOREVER).position == position;
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
                    && new Use(position, index).equals(lastUse.get(root))
                    && !isReadByHead(members, index, root)
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

    /** Says whether it is an operand of the product at the head, which reads it as a whole. */
    private boolean isReadByHead(List<Instruction> members, int index, Value root) {
        Instruction head = members.getFirst();
        return index > 0
                && kernels.get(head) instanceof FinishingKernel
                && head.inputs.stream().anyMatch(input -> root(input) == root);
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
        Use last = lastUse.get(value);
        if ((last == null || last.position == position) && owned.remove(value)) {
            memory.free(value.buffer());
        }
    }

    /** What the arrays take, when all buffers are assigned. */
    long bytes() {
        return memory.bytes();
    }

    /** Makes the arrays. */
    void allocate() {
        memory.allocate();
    }

    /** Lets go of those that were made, if not all could be. */
    void drop() {
        memory.drop();
    }
}

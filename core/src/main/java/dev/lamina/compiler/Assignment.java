package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.run.Memory;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.kernel.FinishingKernel;
import dev.lamina.op.kernel.GradientReader;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pass that says where values lie, and when a buffer is free again: a stage's groups are gone through in the order
 * in which they run, and each gives back what no later one reads.
 */
final class Assignment {
    private final SimplifiedRegion simplified;
    private final Region region;
    private final Kernels kernels;
    private final Lifetimes lifetimes;
    private final Memory memory = new Memory();
    private final @Nullable Buffer[] buffers;
    private final Set<Group> unkeptHeads = new HashSet<>();

    /** The values whose storage is the stage's to give to another. */
    private final Set<Value> owned = new HashSet<>();

    private Assignment(SimplifiedRegion simplified, List<Group> groups, Kernels kernels, @Nullable Buffer[] earlier) {
        this.simplified = simplified;
        this.kernels = kernels;
        region = simplified.typed.region;
        buffers = earlier.clone();
        lifetimes = new Lifetimes(simplified, groups);
    }

    /**
     * Assigns the buffers of a stage.
     *
     * @param groups all of the stage's, in the order in which they run
     * @param earlier by the number of a value, where parameters and what earlier stages gave lie
     */
    static AssignedRegion of(
            SimplifiedRegion simplified, List<Group> groups, Kernels kernels, @Nullable Buffer[] earlier) {
        Assignment pass = new Assignment(simplified, groups, kernels, earlier);
        for (int i = 0; i < groups.size(); i++) {
            pass.assign(groups.get(i), i);
        }
        return new AssignedRegion(simplified, kernels, groups, pass.buffers, pass.unkeptHeads, pass.memory);
    }

    private void assign(Group group, int position) {
        List<Instruction> members = group.members();
        for (int i = 0; i < members.size(); i++) {
            if (!simplified.isFolded(members.get(i))) {
                assign(group, i, position);
            }
        }
        if (!isHeadKept(group, position)) {
            unkeptHeads.add(group);
        }
        for (Instruction member : members) {
            if (!simplified.isFolded(member)) {
                release(member, position);
            }
        }
    }

    private void assign(Group group, int index, int position) {
        Instruction instruction = group.members().get(index);
        int aliased = region.aliasedInput(instruction);
        if (aliased >= 0) {
            Value output = instruction.outputs.getFirst();
            VariableCell handled = output.dtype == DType.RESOURCE ? region.variable(output) : null;
            if (handled != null) {
                buffers[output.number] = handled.buffer();
                return;
            }
            Buffer source = input(instruction, aliased);
            if (source != null) {
                give(output, source);
            }
        } else if (instruction.op instanceof VariableOp) {
            VariableCell variable = region.variable(instruction.outputs.getFirst());
            buffers[instruction.outputs.getFirst().number] = variable == null ? null : variable.buffer();
        } else {
            assignOutputs(group, index, position);
        }
    }

    /** Puts a value into the storage of another. */
    private void give(Value value, Buffer source) {
        buffers[value.number] = new Buffer(value.dtype, simplified.typed.shape(value), source.storage());
    }

    private @Nullable Buffer input(Instruction instruction, int index) {
        Value real = simplified.resolve(instruction.inputs.get(index));
        return AssignedRegion.buffer(real, simplified, buffers);
    }

    private void assignOutputs(Group group, int index, int position) {
        Instruction instruction = group.members().get(index);
        for (Value output : instruction.outputs) {
            VariableCell variable = region.variable(output);
            if (variable != null) {
                buffers[output.number] = instruction.regions.isEmpty() ? input(instruction, 0) : variable.buffer();
                continue;
            }
            if (simplified.typed.isLate(instruction)) {
                continue;
            }
            Value replaced = instruction.outputs.size() == 1 ? replaceable(group, index, output, position) : null;
            Buffer old = replaced == null ? null : buffers[replaced.number];
            if (replaced == null || old == null) {
                buffers[output.number] = memory.take(output.dtype, simplified.typed.shape(output));
            } else {
                give(output, old);
                owned.remove(replaced);
            }
            owned.add(output);
        }
    }

    /** An input whose storage the output can take over, because this is its last use. */
    private @Nullable Value replaceable(Group group, int index, Value output, int position) {
        Instruction instruction = group.members().get(index);
        if (!instruction.op.canWorkInPlace()) {
            return null;
        }
        Types types = simplified.typed;
        for (Value input : instruction.inputs) {
            Value root = lifetimes.root(input);
            if (owned.contains(root)
                    && lifetimes.isLastUse(root, position, index)
                    && !isReadByHead(group, index, root)
                    && root.dtype == output.dtype
                    && types.shape(root).elements() == types.shape(output).elements()
                    && instruction.inputs.stream()
                            .allMatch(other -> lifetimes.root(other) != root
                                    || types.shape(simplified.resolve(other)).equals(types.shape(output)))) {
                return root;
            }
        }
        return null;
    }

    /** Says whether it is an operand of the product at the head, which reads it as a whole. */
    private boolean isReadByHead(Group group, int index, Value root) {
        return index > 0
                && group.isHeaded()
                && group.members().getFirst().inputs.stream().anyMatch(input -> lifetimes.root(input) == root);
    }

    /** Says whether what the product at the head gives is used for more than the gradient of the only step behind it. */
    private boolean isHeadKept(Group group, int position) {
        List<Instruction> running = group.members().stream()
                .filter(each -> kernels.get(each) != null)
                .toList();
        if (running.size() != 2 || !(kernels.get(running.getFirst()) instanceof FinishingKernel)) {
            return true;
        }
        Value product = running.getFirst().outputs.getFirst();
        Instruction follower = running.getLast();
        return !lifetimes.isLastUse(product, position)
                || !(kernels.get(follower) instanceof GradientReader reader)
                || lifetimes.root(follower.inputs.get(reader.gradientInput())) != product;
    }

    /** Takes back what the instruction of a group was the last to read, and what nobody reads of its outputs. */
    private void release(Instruction instruction, int position) {
        for (Value input : instruction.inputs) {
            releaseAfter(lifetimes.root(input), position);
        }
        for (Value output : instruction.outputs) {
            releaseAfter(output, position);
        }
    }

    private void releaseAfter(Value value, int position) {
        Buffer buffer = buffers[value.number];
        if (buffer != null && lifetimes.endsAt(value, position) && owned.remove(value)) {
            memory.free(buffer);
        }
    }
}

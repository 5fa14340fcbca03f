package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.run.LateBuffer;
import dev.lamina.compiler.run.Memory;
import dev.lamina.compiler.run.StepInfo;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A simplified region whose instructions are grouped and whose values have their places in memory. */
final class AssignedRegion {
    final SimplifiedRegion simplified;
    final Kernels kernels;
    final List<Group> groups;

    /** The arrays that the buffers lie in, once they are allocated. */
    final Memory memory;

    private final @Nullable Buffer[] buffers;
    private final Set<Group> unkeptHeads;

    /** What a pass has found; the array is its own from now on. */
    AssignedRegion(
            SimplifiedRegion simplified,
            Kernels kernels,
            List<Group> groups,
            @Nullable Buffer[] buffers,
            Set<Group> unkeptHeads,
            Memory memory) {
        this.simplified = simplified;
        this.kernels = kernels;
        this.groups = List.copyOf(groups);
        this.buffers = buffers;
        this.unkeptHeads = Set.copyOf(unkeptHeads);
        this.memory = memory;
    }

    /** Says whether what the head of a group gives is wanted for more than by the only step behind it. */
    boolean keepsHead(Group group) {
        return !unkeptHeads.contains(group);
    }

    /** Where a value lies, or {@code null} if nothing makes it. */
    @Nullable
    Buffer buffer(Value value) {
        Value real = simplified.resolve(value);
        Buffer buffer = buffer(real, simplified, buffers);
        if (buffer == null) {
            LateBuffer late = late(real);
            return late == null ? null : late.buffer();
        }
        return buffer;
    }

    /** Says whether the shape of a value is known only when it has run. */
    boolean isLate(Value value) {
        return late(simplified.resolve(value)) != null;
    }

    /** Where a value lies whose shape only a run tells, if it is one of this stage. */
    private @Nullable LateBuffer late(Value value) {
        Instruction producer = simplified.typed.region.producer(value);
        return producer != null && kernels.get(producer) instanceof RegionKernel kernel
                ? kernel.late(producer.outputs.indexOf(value))
                : null;
    }

    /** A copy of where the values lie, by their numbers, to go on from. */
    @Nullable
    Buffer[] buffers() {
        return buffers.clone();
    }

    static @Nullable Buffer buffer(Value real, SimplifiedRegion simplified, @Nullable Buffer[] buffers) {
        Buffer buffer = buffers[real.number];
        if (buffer != null) {
            return buffer;
        }
        Tensor constant = simplified.typed.constant(real);
        if (constant != null) {
            return constant.buffer();
        }
        // A variable without a shape gets its buffer with the first value it is given.
        VariableCell variable = simplified.typed.region.variable(real);
        return variable == null ? null : variable.buffer();
    }

    /** The instructions of a group that have something to run. */
    List<Instruction> running(Group group) {
        return group.members().stream()
                .filter(each -> kernels.get(each) != null)
                .toList();
    }

    /** What is known of the steps, in order. */
    StepInfo[] infos() {
        return groups.stream()
                .map(this::running)
                .filter(running -> !running.isEmpty())
                .map(this::info)
                .toArray(StepInfo[]::new);
    }

    private StepInfo info(List<Instruction> running) {
        return new StepInfo(
                running.stream().map(each -> each.name).collect(Collectors.joining(" + ")),
                running.stream().map(each -> each.op.name()).collect(Collectors.joining(" + ")),
                running.stream().mapToLong(kernels::arithmetic).sum(),
                running.stream()
                        .mapToLong(each -> bytes(each.inputs) + bytes(each.outputs))
                        .sum(),
                kernels.get(running.getFirst()) instanceof RegionKernel);
    }

    /** What values take, of those whose shapes are known. */
    long bytes(List<Value> values) {
        return values.stream()
                .filter(value -> simplified.typed.shape(value).isFullyDefined())
                .mapToLong(value -> simplified.typed.shape(value).elements() * Memory.bytesOf(value.dtype))
                .sum();
    }
}

package dev.lamina.compiler;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Iterated;
import dev.lamina.compiler.region.Value;
import dev.lamina.compiler.run.Claim;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.control.MergeOp;
import dev.lamina.op.flow.BranchOp;
import dev.lamina.op.flow.LoopOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel of each instruction of a stage that has something to run, as one pass makes them. */
final class Kernels {
    private record Made(Kernel kernel, MakingContext context, long workspace) {}

    private final Map<Instruction, Made> made;

    private Kernels(Map<Instruction, Made> made) {
        this.made = made;
    }

    /**
     * Makes the kernels of a stage.
     *
     * @param computed what is there while it is compiled
     * @param surroundings where the state of an operation is kept, for one
     * @param memory pays for what kernels take for themselves
     */
    static Kernels of(SimplifiedRegion simplified, Computed computed, Surroundings surroundings, Claim memory) {
        Map<Instruction, Made> made = new HashMap<>();
        Workspaces workspaces = new Workspaces();
        for (Instruction instruction : simplified.live()) {
            if (!simplified.isFolded(instruction)
                    && simplified.typed.region.aliasedInput(instruction) < 0
                    && !(instruction.op instanceof VariableOp)) {
                Exhaustion.requireArrays(instruction, simplified);
                made.put(instruction, make(instruction, simplified.typed, computed, surroundings, workspaces, memory));
            }
        }
        return new Kernels(Map.copyOf(made));
    }

    private static Made make(
            Instruction instruction,
            TypedRegion typed,
            Computed computed,
            Surroundings surroundings,
            Workspaces workspaces,
            Claim memory) {
        var context = new MakingContext(
                typed.region,
                instruction,
                typed,
                value -> content(value, typed, computed),
                surroundings.variables(),
                workspaces,
                memory::take);
        long before = memory.bytes();
        try {
            Kernel kernel = memory.inRoom(
                    () -> {
                        workspaces.begin();
                        return kernel(instruction, typed, context, surroundings.with(memory));
                    },
                    full -> Exhaustion.ofWorkspace(instruction, typed, full));
            workspaces.made(kernel);
            return new Made(kernel, context, memory.bytes() - before);
        } catch (LaminaException e) {
            throw e.at(instruction.description);
        }
    }

    private static Kernel kernel(
            Instruction instruction, TypedRegion typed, MakingContext context, Surroundings surroundings) {
        return switch (instruction.op) {
            case BranchOp branch -> new BranchKernel(instruction, branch, typed, surroundings);
            case LoopOp _ -> new LoopKernel(instruction, typed, surroundings);
            case Iterated op -> new IterationKernel(instruction, op, typed, surroundings);
            case MergeOp _ -> new MergeKernel(typed.chosen(instruction));
            default -> ComplexOp.kernel(instruction.op, context);
        };
    }

    private static @Nullable Tensor content(Value value, TypedRegion typed, Computed computed) {
        Tensor constant = typed.constant(value);
        if (constant != null) {
            return constant;
        }
        Buffer buffer = computed.buffer(value);
        return buffer == null ? null : buffer.toTensor();
    }

    /** The kernel of an instruction, or {@code null} where there is nothing to run. */
    @Nullable
    Kernel get(Instruction instruction) {
        Made found = made.get(instruction);
        return found == null ? null : found.kernel;
    }

    /** The bytes that an instruction's kernel has taken for itself. */
    long workspace(Instruction instruction) {
        Made found = made.get(instruction);
        return found == null ? 0 : found.workspace;
    }

    /** About how many additions and multiplications an instruction makes. */
    long arithmetic(Instruction instruction) {
        Made found = made.get(instruction);
        return found == null || found.kernel instanceof RegionKernel ? 0 : instruction.op.arithmetic(found.context);
    }
}

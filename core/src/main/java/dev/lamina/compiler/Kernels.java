package dev.lamina.compiler;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.VariableOp;
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
     * @param variables where the state of an operation is kept
     * @param memory pays for what kernels take for themselves
     */
    static Kernels of(SimplifiedRegion simplified, Computed computed, VariableStore variables, Claim memory) {
        Map<Instruction, Made> made = new HashMap<>();
        for (Instruction instruction : simplified.live()) {
            if (!simplified.isFolded(instruction)
                    && simplified.typed.region.aliasedInput(instruction) < 0
                    && !(instruction.op instanceof VariableOp)) {
                Exhaustion.requireArrays(instruction, simplified);
                made.put(instruction, make(instruction, simplified.typed, computed, variables, memory));
            }
        }
        return new Kernels(Map.copyOf(made));
    }

    private static Made make(
            Instruction instruction, TypedRegion typed, Computed computed, VariableStore variables, Claim memory) {
        var context = new MakingContext(
                typed.region, instruction, typed, value -> content(value, typed, computed), variables, memory::take);
        long before = memory.bytes();
        try {
            Kernel kernel = memory.inRoom(
                    () -> instruction.op.kernel(context), full -> Exhaustion.ofWorkspace(instruction, typed, full));
            return new Made(kernel, context, memory.bytes() - before);
        } catch (LaminaException e) {
            throw e.at(instruction.description);
        }
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
        return found == null ? 0 : instruction.op.arithmetic(found.context);
    }
}

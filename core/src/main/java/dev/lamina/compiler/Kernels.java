package dev.lamina.compiler;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.VariableOp;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pass that makes the kernel of each instruction that has something to run. */
final class Kernels {
    private final SimplifiedRegion simplified;
    private final TypedRegion typed;
    private final Map<Instruction, Kernel> kernels = new HashMap<>();

    private Kernels(SimplifiedRegion simplified) {
        this.simplified = simplified;
        typed = simplified.typed;
    }

    /**
     * Makes the kernels of a stage.
     *
     * @param computed what is there while it is compiled
     * @param variables where the state of an operation is kept
     * @param memory pays for what kernels take for themselves
     */
    static Map<Instruction, Kernel> of(
            SimplifiedRegion simplified, Computed computed, VariableStore variables, Claim memory) {
        Kernels pass = new Kernels(simplified);
        simplified.live().forEach(each -> pass.make(each, computed, variables, memory));
        return pass.kernels;
    }

    private void make(Instruction instruction, Computed computed, VariableStore variables, Claim memory) {
        Region region = typed.region;
        if (simplified.isFolded(instruction)
                || region.aliasedInput(instruction) >= 0
                || instruction.op instanceof VariableOp) {
            return;
        }
        Exhaustion.requireArrays(instruction, simplified);
        try {
            var context = new MakingContext(
                    region, instruction, typed, value -> content(value, computed), variables, memory::take);
            memory.inRoom(
                    () -> kernels.put(instruction, instruction.op.kernel(context)),
                    full -> Exhaustion.ofWorkspace(instruction, typed, full));
        } catch (LaminaException e) {
            throw e.at(instruction.description);
        }
    }

    private @Nullable Tensor content(Value value, Computed computed) {
        Tensor constant = typed.constant(value);
        if (constant != null) {
            return constant;
        }
        Buffer buffer = computed.buffer(value);
        return buffer == null ? null : buffer.toTensor();
    }
}

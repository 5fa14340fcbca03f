package dev.lamina.compiler.run;

import dev.lamina.compiler.region.HeapExhaustion;
import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.tensor.Buffer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A kernel with the buffers it works on. */
public final class Step implements Runnable {
    public final Region region;
    public final Instruction instruction;
    public final Kernel kernel;
    public final Buffer[] inputs;
    public final Buffer[] outputs;

    /** The variables that have a value after it. */
    private final VariableCell[] initialized;

    /**
     * A step.
     *
     * @param region the instruction's
     * @param instruction what it was made of
     * @param kernel what runs
     * @param inputs what it reads
     * @param outputs what it writes
     */
    public Step(Region region, Instruction instruction, Kernel kernel, Buffer[] inputs, Buffer[] outputs) {
        this.region = region;
        this.instruction = instruction;
        this.kernel = kernel;
        this.inputs = inputs;
        this.outputs = outputs;
        this.initialized = region.assigned(instruction).toArray(VariableCell[]::new);
    }

    @Override
    public void run() {
        try {
            kernel.run(inputs, outputs);
        } catch (LaminaException e) {
            throw e.at(instruction.description);
        } catch (OutOfMemoryError full) {
            throw exhaustion(full);
        }
        for (VariableCell variable : initialized) {
            variable.initialize();
        }
    }

    /** The error for a heap that does not hold what the kernel makes as it runs. */
    LaminaException exhaustion(OutOfMemoryError full) {
        return HeapExhaustion.of(
                        "what " + instruction.op.name() + " makes as it runs (inputs: " + shown(inputs) + ")", full)
                .at(instruction.description);
    }

    private static String shown(Buffer[] buffers) {
        return Arrays.stream(buffers)
                .map(buffer -> buffer.dtype() + "" + buffer.shape())
                .collect(Collectors.joining(", "));
    }
}

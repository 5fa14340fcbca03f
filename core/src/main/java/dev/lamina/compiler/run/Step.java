package dev.lamina.compiler.run;

import dev.lamina.compiler.region.Instruction;
import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.tensor.Buffer;

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
        }
        for (VariableCell variable : initialized) {
            variable.initialize();
        }
    }
}

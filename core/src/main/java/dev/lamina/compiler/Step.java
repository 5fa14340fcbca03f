package dev.lamina.compiler;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Kernel;
import dev.lamina.tensor.Buffer;

/** A kernel with the buffers it works on. */
final class Step implements Runnable {
    final Region region;
    final Instruction instruction;
    final Kernel kernel;
    final Buffer[] inputs;
    final Buffer[] outputs;

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
    Step(Region region, Instruction instruction, Kernel kernel, Buffer[] inputs, Buffer[] outputs) {
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

package dev.lamina.compiler;

import dev.lamina.graph.Kernel;
import dev.lamina.tensor.Buffer;

/**
 * Copies the input that a merge passes on, and says which it is.
 *
 * @param chosen which
 */
record MergeKernel(int chosen) implements Kernel {
    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        if (inputs[chosen].storage() != outputs[0].storage()) {
            outputs[0].copyFrom(inputs[chosen]);
        }
        outputs[1].ints()[0] = chosen;
    }
}

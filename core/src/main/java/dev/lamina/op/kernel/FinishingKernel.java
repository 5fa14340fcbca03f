package dev.lamina.op.kernel;

import dev.lamina.graph.Kernel;
import dev.lamina.kernel.product.Finish;
import dev.lamina.tensor.Buffer;

/** A kernel that tells of the elements of its output as it finishes them, for others to go on with. */
public interface FinishingKernel extends Kernel {
    /**
     * Computes the output, and calls {@code finish} once for each range of its elements.
     *
     * @param keep whether the output is wanted afterwards; if not, elements may never get there
     */
    @SuppressWarnings("exports") // only the session calls it
    void run(Buffer[] inputs, Buffer[] outputs, Finish finish, boolean keep);
}

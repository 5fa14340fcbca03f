package dev.lamina.op.nn;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;

/** A kernel that takes inputs of one shape, made to take inputs that broadcast to it. */
final class Expanded implements Kernel {
    private final Kernel kernel;
    private final StridedCopy[] copies;
    private final Buffer[] full;

    /** For inputs that broadcast to {@code shape}. */
    Expanded(KernelContext c, Shape shape, Kernel kernel) {
        this.kernel = kernel;
        copies = new StridedCopy[c.inputs()];
        full = new Buffer[c.inputs()];
        for (int i = 0; i < full.length; i++) {
            int[] strides = Strides.broadcast(c.inputShape(i), shape);
            copies[i] = new StridedCopy(Strides.dims(shape), strides, Strides.of(shape));
            full[i] = c.workspace(c.inputType(i), shape);
        }
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        for (int i = 0; i < full.length; i++) {
            copies[i].run(inputs[i].array(), 0, full[i].array(), 0);
        }
        kernel.run(full, outputs);
    }
}

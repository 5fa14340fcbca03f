package dev.lamina.op.linalg;

import dev.lamina.kernel.product.Finish;
import dev.lamina.op.kernel.FinishingKernel;
import dev.lamina.tensor.Buffer;

/** A product of float32 matrices that tells of its elements as they are finished. */
record FinishingProduct(Products product) implements FinishingKernel {
    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        product.run(inputs[0].floats(), inputs[1].floats(), outputs[0].floats(), null, true);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs, Finish finish, boolean keep) {
        product.run(inputs[0].floats(), inputs[1].floats(), outputs[0].floats(), finish, keep);
    }
}

package dev.lamina.op;

import dev.lamina.kernel.Finish;
import dev.lamina.kernel.PackedMatrix;
import dev.lamina.tensor.Buffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A product of float32 matrices that tells of its elements as they are finished.
 *
 * @param packed the right matrix packed, if it is a variable that stays as it is
 */
record FinishingProduct(Products product, Supplier<@Nullable PackedMatrix> packed) implements FinishingKernel {
    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        multiply(inputs, outputs, null, true);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs, Finish finish, boolean keep) {
        multiply(inputs, outputs, finish, keep);
    }

    private void multiply(Buffer[] inputs, Buffer[] outputs, @Nullable Finish finish, boolean keep) {
        float[] a = inputs[0].floats();
        float[] b = inputs[1].floats();
        float[] c = outputs[0].floats();
        PackedMatrix ready = packed.get();
        if (ready == null) {
            product.run(a, b, c, finish, keep);
        } else {
            product.run(a, b, ready, c, finish, keep);
        }
    }
}

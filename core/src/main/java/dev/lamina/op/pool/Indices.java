package dev.lamina.op.pool;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** The flat indices of the greatest elements of windows, within each image or within the batch. */
final class Indices {
    private Indices() {}

    /** The shape of what is pooled, of windows within the images alone. */
    static Shape pooled(ShapeContext c, Pooling pooling) {
        if (pooling.ksize().size() == 4 && pooling.ksize().get(3) != 1) {
            throw c.error("Pooling is not yet supported on the depth dimension.");
        }
        return pooling.pooled(c, c.shape(0));
    }

    /** A kernel that gives the greatest and their indices. */
    static Kernel found(KernelContext c, Pooling pooling, boolean ofBatch) {
        DType type = c.inputType(0);
        return switch (type) {
            case FLOAT32, FLOAT64, INT32, INT64 -> found(c, pooling, ofBatch, type);
            default ->
                Widened.of(c, wide -> found(wide, pooling, ofBatch, type == DType.UINT64 ? type : wide.inputType(0)));
        };
    }

    private static Kernel found(KernelContext c, Pooling pooling, boolean ofBatch, DType type) {
        Shape pooled = c.outputShape(0);
        int size = pooled.size();
        if (size == 0) {
            return (inputs, outputs) -> {};
        }
        Window window = pooling.window(c.inputShape(0), pooled);
        Argmax argmax = new Argmax(c, window, type, pooled);
        int image = c.inputShape(0).size() / window.batch();
        int each = size / window.batch();
        return (inputs, outputs) -> {
            int[] places = argmax.run(inputs[0]);
            for (int j = 0; j < size; j++) {
                System.arraycopy(inputs[0].array(), places[j], outputs[0].array(), j, 1);
                Integers.set(outputs[1], j, ofBatch ? places[j] : places[j] - j / each * image);
            }
        };
    }

    /** The places that the third input names, which have to lie in the window's own image. */
    static Picked.Source given(KernelContext c, Window window, Shape pooled, boolean ofBatch) {
        Buffer places = c.workspace(DType.INT32, pooled);
        int batch = Math.max(1, window.batch());
        int image = c.inputShape(0).size() / batch;
        int each = Math.max(1, pooled.size() / batch);
        return inputs -> {
            for (int j = 0; j < places.size(); j++) {
                int begin = j / each * image;
                long given = inputs[2].asLong(j);
                long own = ofBatch ? given - begin : given;
                if (own < 0 || own >= image) {
                    throw c.error("Invalid argmax index " + given + " of image " + j / each);
                }
                places.ints()[j] = begin + (int) own;
            }
            return places.ints();
        };
    }
}

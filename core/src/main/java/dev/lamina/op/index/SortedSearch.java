package dev.lamina.op.index;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Finds places in rows that are in order. */
final class SortedSearch {
    private SortedSearch() {}

    static List<Shape> shapes(ShapeContext c) {
        Shape sorted = c.withRank(0, 2, "sorted input argument must be a matrix: it");
        Shape values = c.withRank(1, 2, "values argument must be a matrix: it");
        if (!sorted.slice(0, 1).isCompatibleWith(values.slice(0, 1))) {
            throw c.error("Leading dim_size of both tensors must match.");
        }
        return List.of(values);
    }

    /** The kernel that counts the elements before a value, those equal to it too where {@code isUpper}. */
    static Kernel kernel(KernelContext c, boolean isUpper) {
        int extent = (int) c.inputShape(0).dim(1);
        int columns = (int) c.inputShape(1).dim(1);
        int size = c.inputShape(1).size();
        if (c.inputType(0).isOpaque()) {
            throw c.error("is not defined for type " + c.inputType(0));
        }
        return (inputs, outputs) -> {
            for (int i = 0; i < size; i++) {
                int begin = i / columns * extent;
                int low = begin;
                int high = begin + extent;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    boolean isBefore = isUpper
                            ? !isLess(inputs[1], i, inputs[0], middle)
                            : isLess(inputs[0], middle, inputs[1], i);
                    if (isBefore) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                Integers.set(outputs[0], i, low - begin);
            }
        };
    }

    private static boolean isLess(Buffer x, int i, Buffer y, int k) {
        return switch (x.dtype()) {
            case STRING -> Arrays.compareUnsigned(x.strings()[i], y.strings()[k]) < 0;
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> x.asDouble(i) < y.asDouble(k);
            case UINT64 -> Long.compareUnsigned(x.longs()[i], y.longs()[k]) < 0;
            default -> x.asLong(i) < y.asLong(k);
        };
    }
}

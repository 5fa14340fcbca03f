package dev.lamina.op.reduce;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What ArgMax and ArgMin share: where along an axis the extreme is, the first of equal ones; NaN never is. */
final class ArgExtreme {
    private ArgExtreme() {}

    static List<Shape> shapes(ShapeContext c) {
        if (c.shape(1).hasRank() && c.shape(1).rank() != 0) {
            throw c.error("dim must be a scalar, but received tensor of shape: " + c.shape(1));
        }
        Shape shape = c.shape(0);
        if (!shape.hasRank()) {
            return List.of(Shape.unknown());
        }
        int rank = shape.rank();
        Tensor dimension = c.value(1);
        if (dimension == null) {
            return List.of(rank == 0 ? Shape.unknown() : Shape.unknown(rank - 1));
        }
        long axis = dimension.longValue();
        if (axis < -rank || axis >= rank) {
            throw c.error("Expected dimension in the range [-" + rank + ", " + rank + "), but got " + axis);
        }
        int own = (int) (axis < 0 ? axis + rank : axis);
        if (shape.dim(own) == 0) {
            throw c.error("Reduction axis " + axis + " is empty in shape " + shape);
        }
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            if (i != own) {
                dims.add(shape.dim(i));
            }
        }
        return List.of(Shape.of(dims.stream().mapToLong(Long::longValue).toArray()));
    }

    /** A kernel for the greatest element, or the {@code least}. */
    static Kernel kernel(KernelContext c, boolean least) {
        Shape shape = c.inputShape(0);
        int axis = Integers.axis(c, 1, shape.rank());
        int inner = shape.slice(axis + 1, shape.rank()).size();
        int count = (int) shape.dim(axis);
        int size = c.outputShape(0).size();
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64, BOOL ->
                (inputs, outputs) -> {
                    for (int i = 0; i < size; i++) {
                        int first = i / inner * inner * count + i % inner;
                        Integers.set(outputs[0], i, find(inputs[0], first, inner, count, least));
                    }
                };
            case UINT64 -> Widened.ordered(c, wide -> kernel(wide, least));
            default -> Widened.of(c, wide -> kernel(wide, least));
        };
    }

    private static int find(Buffer x, int first, int stride, int count, boolean least) {
        return switch (x.array()) {
            case float[] floats -> find(floats, first, stride, count, least ? -1 : 1);
            case double[] doubles -> find(doubles, first, stride, count, least ? -1 : 1);
            case int[] ints -> find(ints, first, stride, count, least ? -1 : 0);
            case long[] longs -> find(longs, first, stride, count, least ? -1 : 0);
            case byte[] booleans -> find(booleans, first, stride, count, (byte) (least ? 0 : 1));
            default -> throw new AssertionError(x);
        };
    }

    /** Of booleans the first that is {@code wanted}. */
    private static int find(byte[] x, int first, int stride, int count, byte wanted) {
        for (int i = 0; i < count; i++) {
            if (x[first + i * stride] == wanted) {
                return i;
            }
        }
        return 0;
    }

    private static int find(float[] x, int first, int stride, int count, float sign) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            float candidate = sign * x[first + i * stride];
            if (candidate > most) {
                most = candidate;
                best = i;
            }
        }
        return best;
    }

    private static int find(double[] x, int first, int stride, int count, double sign) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double candidate = sign * x[first + i * stride];
            if (candidate > most) {
                most = candidate;
                best = i;
            }
        }
        return best;
    }

    /** All bits flipped by {@code flip}, integers come in the opposite order. */
    private static int find(int[] x, int first, int stride, int count, int flip) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if ((x[first + i * stride] ^ flip) > (x[first + best * stride] ^ flip)) {
                best = i;
            }
        }
        return best;
    }

    private static int find(long[] x, int first, int stride, int count, long flip) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if ((x[first + i * stride] ^ flip) > (x[first + best * stride] ^ flip)) {
                best = i;
            }
        }
        return best;
    }
}

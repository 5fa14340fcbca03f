package dev.lamina.op.kernel;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What element-wise operations have in common: the broadcast shape rule, and kernels made of the loops
 * that each supplies for the types it has.
 *
 * <p>The 8- and 16-bit integers go through the int loop, uint32 and uint64 through the long loop, float16 and bfloat16
 * through the float loop, piece by piece ({@link NarrowBlock}).
 */
public final class Elementwise {
    private Elementwise() {}

    /** The shape rule of TensorFlow's broadcasting, of all inputs from the given one on. */
    public static List<Shape> broadcast(ShapeContext c) {
        Shape shape = c.shape(0);
        for (int i = 1; i < c.inputs(); i++) {
            shape = broadcast(c, shape, c.shape(i));
        }
        return List.of(shape);
    }

    public static Shape broadcast(ShapeContext c, Shape a, Shape b) {
        Shape joined = broadcast(a, b);
        if (joined == null) {
            throw c.error("Incompatible shapes: " + a + " vs. " + b);
        }
        return joined;
    }

    /** The shape that two broadcast to, or {@code null} if they do not. */
    public static @Nullable Shape broadcast(Shape a, Shape b) {
        if (!a.hasRank() || !b.hasRank()) {
            return Shape.unknown();
        }
        int rank = Math.max(a.rank(), b.rank());
        long[] dims = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            int own = axis - rank + a.rank();
            int other = axis - rank + b.rank();
            long x = own < 0 ? 1 : a.dim(own);
            long y = other < 0 ? 1 : b.dim(other);
            if (x == y || y == 1) {
                dims[axis] = x;
            } else if (x == 1 || x < 0) {
                dims[axis] = y;
            } else if (y < 0) {
                dims[axis] = x;
            } else {
                return null;
            }
        }
        return Shape.of(dims);
    }

    /** The shape rule of operations whose inputs all have the same shape. */
    public static List<Shape> same(ShapeContext c) {
        Shape shape = c.shape(0);
        for (int i = 1; i < c.inputs(); i++) {
            if (!shape.isCompatibleWith(c.shape(i))) {
                throw c.error("Incompatible shapes: " + shape + " vs. " + c.shape(i));
            }
            shape = shape.merge(c.shape(i));
        }
        return List.of(shape);
    }

    /** A kernel of one input; pass {@code null} for a loop of a type that the operation does not have. */
    public static Kernel unary(
            KernelContext c,
            Loops.@Nullable UnaryFloat floats,
            Loops.@Nullable UnaryDouble doubles,
            Loops.@Nullable UnaryInt ints,
            Loops.@Nullable UnaryLong longs) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT16, BFLOAT16 -> {
                Loops.UnaryFloat loop = need(c, floats);
                Loops.Block block = (x, y, from, to) -> loop.run((float[]) x[0], (float[]) y, from, to);
                yield aligned(c, NarrowBlock.of(c, block));
            }
            case FLOAT64 -> {
                Loops.UnaryDouble loop = need(c, doubles);
                yield aligned(c, (x, y, from, to) -> loop.run((double[]) x[0], (double[]) y, from, to));
            }
            case INT32 -> {
                Loops.UnaryInt loop = need(c, ints);
                yield aligned(c, (x, y, from, to) -> loop.run((int[]) x[0], (int[]) y, from, to));
            }
            case INT64 -> {
                Loops.UnaryLong loop = need(c, longs);
                yield aligned(c, (x, y, from, to) -> loop.run((long[]) x[0], (long[]) y, from, to));
            }
            default -> Widened.of(c, wide -> unary(wide, floats, doubles, ints, longs));
        };
    }

    /** A kernel of one float input; the other types have no such operation. */
    public static Kernel unary(KernelContext c, Loops.UnaryFloat floats, Loops.UnaryDouble doubles) {
        return unary(c, floats, doubles, null, null);
    }

    /** A kernel of one input, or of several that have its shape. */
    public static Kernel aligned(KernelContext c, Loops.Block block) {
        return new AlignedKernel(c.inputs(), c.outputShape(0).size(), block);
    }

    /** A kernel of two inputs that broadcast; pass {@code null} for a loop of a type that the operation does not have. */
    public static Kernel binary(
            KernelContext c,
            Loops.@Nullable BinaryFloat floats,
            Loops.@Nullable BinaryDouble doubles,
            Loops.@Nullable BinaryInt ints,
            Loops.@Nullable BinaryLong longs) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64, FLOAT16, BFLOAT16 ->
                BroadcastKernel.of(c, block(c, floats, doubles, ints, longs));
            default -> Widened.of(c, wide -> binary(wide, floats, doubles, ints, longs));
        };
    }

    /** The loop of two operands of a floating-point type, int32 or int64. */
    public static Loops.Block block(
            KernelContext c,
            Loops.@Nullable BinaryFloat floats,
            Loops.@Nullable BinaryDouble doubles,
            Loops.@Nullable BinaryInt ints,
            Loops.@Nullable BinaryLong longs) {
        if (c.inputType(0) == DType.FLOAT16 || c.inputType(0) == DType.BFLOAT16) {
            Loops.BinaryFloat loop = need(c, floats);
            return NarrowBlock.of(
                    c, (x, y, from, to) -> loop.run((float[]) x[0], (float[]) x[1], (float[]) y, from, to));
        }
        Loops.Pair loop = pair(c, floats, doubles, ints, longs);
        return (x, y, from, to) -> loop.run(x[0], x[1], y, from, to);
    }

    /** The loop of one of the types that are not computed as another, with its types forgotten. */
    public static Loops.Pair pair(
            KernelContext c,
            Loops.@Nullable BinaryFloat floats,
            Loops.@Nullable BinaryDouble doubles,
            Loops.@Nullable BinaryInt ints,
            Loops.@Nullable BinaryLong longs) {
        return switch (c.inputType(0)) {
            case FLOAT32 -> {
                Loops.BinaryFloat loop = need(c, floats);
                yield (a, b, y, from, to) -> loop.run((float[]) a, (float[]) b, (float[]) y, from, to);
            }
            case FLOAT64 -> {
                Loops.BinaryDouble loop = need(c, doubles);
                yield (a, b, y, from, to) -> loop.run((double[]) a, (double[]) b, (double[]) y, from, to);
            }
            case INT32 -> {
                Loops.BinaryInt loop = need(c, ints);
                yield (a, b, y, from, to) -> loop.run((int[]) a, (int[]) b, (int[]) y, from, to);
            }
            case INT64 -> {
                Loops.BinaryLong loop = need(c, longs);
                yield (a, b, y, from, to) -> loop.run((long[]) a, (long[]) b, (long[]) y, from, to);
            }
            default -> throw c.error("is not defined for type " + c.inputType(0));
        };
    }

    /** A kernel that compares two inputs that broadcast, to bool. */
    public static Kernel compare(
            KernelContext c,
            Loops.CompareFloat floats,
            Loops.CompareDouble doubles,
            Loops.CompareInt ints,
            Loops.CompareLong longs) {
        Loops.Block block = switch (c.inputType(0)) {
            case FLOAT32, FLOAT16, BFLOAT16 ->
                NarrowBlock.of(c, (x, y, from, to) -> floats.run((float[]) x[0], (float[]) x[1], (byte[]) y, from, to));
            case FLOAT64 -> (x, y, from, to) -> doubles.run((double[]) x[0], (double[]) x[1], (byte[]) y, from, to);
            case INT32 -> (x, y, from, to) -> ints.run((int[]) x[0], (int[]) x[1], (byte[]) y, from, to);
            case INT64 -> (x, y, from, to) -> longs.run((long[]) x[0], (long[]) x[1], (byte[]) y, from, to);
            default -> null;
        };
        return block == null
                ? wideComparison(c, wide -> compare(wide, floats, doubles, ints, longs))
                : BroadcastKernel.of(c, block);
    }

    /** A kernel of operands that broadcast, which is computed in float64 for all floating-point types. */
    public static Kernel inDoubles(KernelContext c, Loops.Block doubles) {
        return BroadcastKernel.of(c, DoubleBlock.of(c, doubles));
    }

    private static Kernel wideComparison(KernelContext c, Function<KernelContext, Kernel> kernel) {
        return c.inputType(0) == DType.UINT64 ? Widened.ordered(c, kernel) : Widened.of(c, kernel);
    }

    /** A kernel that asks something of each element, to bool. */
    public static Kernel test(KernelContext c, Loops.TestFloat floats, Loops.TestDouble doubles) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT16, BFLOAT16 ->
                aligned(c, NarrowBlock.of(c, (x, y, from, to) -> floats.run((float[]) x[0], (byte[]) y, from, to)));
            case FLOAT64 -> aligned(c, (x, y, from, to) -> doubles.run((double[]) x[0], (byte[]) y, from, to));
            default -> Widened.of(c, wide -> test(wide, floats, doubles));
        };
    }

    /** A kernel of two bool inputs that broadcast. */
    public static Kernel logical(KernelContext c, Loops.BinaryByte loop) {
        return BroadcastKernel.of(c, (x, y, from, to) -> loop.run((byte[]) x[0], (byte[]) x[1], (byte[]) y, from, to));
    }

    private static <L> L need(KernelContext c, @Nullable L loop) {
        if (loop == null) {
            throw c.error("is not defined for type " + c.inputType(0));
        }
        return loop;
    }
}

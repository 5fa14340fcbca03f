package dev.lamina.op;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about the elements of two operands that broadcast, answered in bool: 1 or 0. It brings shape rule and kernel, made of
 * loops that each operation has for itself; no gradient flows. 8- and 16-bit integers are compared as int32, uint32 as int64, uint64
 * in its own order, what is narrower than float32 as that.
 */
public interface ComparisonOp extends Op {
    /** The loop over float32. */
    void floats(float[] x, float[] y, byte[] z, int from, int to);

    /** The loop over float64. */
    void doubles(double[] x, double[] y, byte[] z, int from, int to);

    /** The loop over int32. */
    void ints(int[] x, int[] y, byte[] z, int from, int to);

    /** The loop over int64. */
    void longs(long[] x, long[] y, byte[] z, int from, int to);

    @Override
    default List<Shape> shapes(ShapeContext c) {
        return Elementwise.broadcast(c);
    }

    @Override
    default Kernel kernel(KernelContext c) {
        return Elementwise.compare(c, this::floats, this::doubles, this::ints, this::longs);
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    /** A question about the floating-point numbers of one operand. */
    interface OfOne extends Op {
        /** The loop over float32. */
        void floats(float[] x, byte[] y, int from, int to);

        /** The loop over float64. */
        void doubles(double[] x, byte[] y, int from, int to);

        @Override
        default List<Shape> shapes(ShapeContext c) {
            return c.sameAsInput();
        }

        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.test(c, this::floats, this::doubles);
        }

        @Override
        default List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }
    }
}

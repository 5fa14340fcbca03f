package dev.lamina.op;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element-wise operation of two operands that broadcast. It brings the shape rule, and sums gradients over what was repeated;
 * {@link OfFloats}, {@link OfNumbers}, {@link OfIntegers} and {@link OfDoubles} bring the kernel, made of loops that each operation has
 * for itself: {@code z[k] = f(x[k], y[k])} for k from {@code from} to {@code to} (exclusive).
 */
public interface BinaryOp extends Op {
    /** The gradients by {@code x} and {@code y}, in the shape of the result {@code z}, given that by {@code z}; {@code null} where none flows. */
    List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz);

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        List<@Nullable Output> both = gradients(c.scope(), c.input(0), c.input(1), c.output(0), c.upstream(0));
        return Unbroadcast.both(c, both.get(0), both.get(1));
    }

    /** No gradient by either operand. */
    static List<@Nullable Output> none() {
        return Arrays.asList(null, null);
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        return Elementwise.broadcast(c);
    }

    @Override
    default boolean canWorkInPlace() {
        return true;
    }

    /** One whose operands have one shape, as an operation's that computes another's gradient. */
    interface OfOneShape extends BinaryOp {
        @Override
        default List<@Nullable Output> gradient(GradientContext c) {
            return gradients(c.scope(), c.input(0), c.input(1), c.output(0), c.upstream(0));
        }

        @Override
        default List<Shape> shapes(ShapeContext c) {
            return Elementwise.same(c);
        }
    }

    /** One of floating-point numbers. What is narrower than float32 is computed as that. */
    interface OfFloats extends BinaryOp {
        /** The loop over float32. */
        void floats(float[] x, float[] y, float[] z, int from, int to);

        /** The loop over float64. */
        void doubles(double[] x, double[] y, double[] z, int from, int to);

        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.binary(c, this::floats, this::doubles, null, null);
        }
    }

    /** One of integers. What is narrower than int32 is computed as that, uint32 and uint64 as int64. */
    interface OfIntegers extends BinaryOp {
        /** The loop over int32. */
        void ints(int[] x, int[] y, int[] z, int from, int to);

        /** The loop over int64. */
        void longs(long[] x, long[] y, long[] z, int from, int to);

        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.binary(c, null, null, this::ints, this::longs);
        }
    }

    /** One of floating-point numbers and integers. */
    interface OfNumbers extends OfFloats, OfIntegers {
        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs);
        }
    }

    /** One that is computed in float64 for all floating-point types, and rounded to the operands' own in the end. */
    interface OfDoubles extends BinaryOp {
        /** The loop. */
        void doubles(double[] x, double[] y, double[] z, int from, int to);

        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.inDoubles(
                    c, (x, z, from, to) -> doubles((double[]) x[0], (double[]) x[1], (double[]) z, from, to));
        }
    }
}

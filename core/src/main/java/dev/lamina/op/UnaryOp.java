package dev.lamina.op;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation whose element i depends on element i of its only operand. It brings the shape rule; {@link OfFloats},
 * {@link OfIntegers}, {@link OfNumbers} and {@link OfDoubles} bring the kernel, made of loops that each operation has for itself: {@code y[k] = f(x[k])}
 * for k from {@code from} to {@code to} (exclusive). One loop that is handed the function would not be vectorised.
 */
public interface UnaryOp extends Op {
    /** The gradient by the operand {@code x}, given that by the result {@code y}; {@code null} if none flows. */
    @Nullable
    Output gradient(Scope scope, Output x, Output y, Output dy);

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return Collections.singletonList(gradient(c.scope(), c.input(0), c.output(0), c.upstream(0)));
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    default boolean canWorkInPlace() {
        return true;
    }

    /** One of floating-point numbers. What is narrower than float32 is computed as that. */
    interface OfFloats extends UnaryOp {
        /** The loop over float32. */
        void floats(float[] x, float[] y, int from, int to);

        /** The loop over float64. */
        void doubles(double[] x, double[] y, int from, int to);

        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.unary(c, this::floats, this::doubles);
        }
    }

    /** One of integers. What is narrower than int32 is computed as that, uint32 and uint64 as int64. */
    interface OfIntegers extends UnaryOp {
        /** The loop over int32. */
        void ints(int[] x, int[] y, int from, int to);

        /** The loop over int64. */
        void longs(long[] x, long[] y, int from, int to);

        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.unary(c, null, null, this::ints, this::longs);
        }
    }

    /** One of floating-point numbers and integers. */
    interface OfNumbers extends OfFloats, OfIntegers {
        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.unary(c, this::floats, this::doubles, this::ints, this::longs);
        }
    }

    /** One that is computed in float64 for all floating-point types, and rounded to the operand's own in the end. */
    interface OfDoubles extends UnaryOp {
        /** The loop. */
        void doubles(double[] x, double[] y, int from, int to);

        @Override
        default Kernel kernel(KernelContext c) {
            return Elementwise.inDoubles(c, (x, y, from, to) -> doubles((double[]) x[0], (double[]) y, from, to));
        }
    }
}

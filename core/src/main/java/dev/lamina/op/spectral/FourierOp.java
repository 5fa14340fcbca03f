package dev.lamina.op.spectral;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.spectral.FourierLines.Form;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Rank;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.reduce.Prod;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transform of complex numbers to as many along the last axes. */
interface FourierOp extends ComplexOp {
    /** How many axes are transformed. */
    int axes();

    /** Whether the exponent is positive and the result divided by the number of elements. */
    boolean isInverse();

    /** Adds the transform that goes the other way. */
    Output back(Scope scope, Output x);

    @Override
    default List<Shape> shapes(ShapeContext c) {
        requireRank(c, axes());
        return c.sameAsInput();
    }

    /** Refuses an input of fewer axes. */
    static void requireRank(ShapeContext c, int axes) {
        Shape shape = c.shape(0);
        if (shape.hasRank() && shape.rank() < axes) {
            throw c.error("Input must have rank of at least " + axes + " but got: " + shape);
        }
    }

    @Override
    default Kernel complexKernel(KernelContext c) {
        return SpectralKernel.of(c, Form.COMPLEX, isInverse(), axes());
    }

    @Override
    default Kernel kernel(KernelContext c) {
        return complexKernel(c);
    }

    @Override
    default long arithmetic(KernelContext c) {
        return arithmetic(c.inputShape(0), axes());
    }

    /** About five for each element and doubling of the length. */
    static long arithmetic(Shape shape, int axes) {
        long size = shape.slice(shape.rank() - axes, shape.rank()).elements();
        return 5 * shape.elements() * (64 - Long.numberOfLeadingZeros(Math.max(1, size) - 1));
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output upstream = c.upstream(0);
        Output size = size(scope, upstream, axes(), upstream.dtype());
        Output back = back(scope, upstream);
        return List.of(isInverse() ? RealDiv.of(scope, back, size) : Mul.of(scope, back, size));
    }

    /** The number of elements along the last axes, as a number of a type. */
    private static Output size(Scope scope, Output x, int axes, DType type) {
        Output shape = dev.lamina.op.array.Shape.of(scope, x);
        Output rank = Rank.of(scope, x);
        Output first = Reshape.of(scope, Sub.of(scope, rank, Const.of(scope, axes)), 1);
        Output last = Slice.of(scope, shape, first, Const.of(scope, new int[] {axes}));
        return Cast.of(scope, Prod.of(scope, last, Const.of(scope, 0), false), type);
    }
}

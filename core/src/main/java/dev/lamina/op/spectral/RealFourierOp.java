package dev.lamina.op.spectral;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.spectral.FourierLines.Form;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Pad;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.reduce.Prod;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transform between real numbers and the first half of their transform, of L / 2 + 1 complex numbers along the last axis: as it is
 * of real numbers, the rest is the mirror image's conjugate. The second input has the lengths L; of longer inputs the beginnings are
 * transformed.
 */
interface RealFourierOp extends ComplexOp {
    /** How many axes are transformed. */
    int axes();

    /** Whether it is the one from complex numbers to real ones, divided by the number of these. */
    boolean isInverse();

    /** Adds the transform that goes the other way. */
    Output back(Scope scope, Output x, Output lengths);

    @Override
    default List<Shape> shapes(ShapeContext c) {
        FourierOp.requireRank(c, axes());
        Shape vector = c.shape(1);
        if (vector.hasRank() && !vector.isCompatibleWith(Shape.of(axes()))) {
            throw c.error("fft_length must have shape [" + axes() + "]");
        }
        DType real = isInverse() ? outputType() : c.type(0);
        DType complex = isInverse() ? c.type(0) : outputType();
        if (complex.partType() != real) {
            throw c.error(complex + " has parts of type " + complex.partType() + ", not " + real);
        }
        Tensor lengths = c.value(1);
        Shape shape = c.shape(0);
        if (!shape.hasRank()) {
            return List.of(Shape.unknown());
        }
        for (int i = 0; i < axes(); i++) {
            shape = shape.with(i - axes(), lengths == null ? -1 : length(c, lengths, i));
        }
        return List.of(shape);
    }

    /** The type of the result. */
    DType outputType();

    private long length(ShapeContext c, Tensor lengths, int i) {
        long length = lengths.buffer().asLong(i);
        if (length < 0) {
            throw c.error("fft_length[" + i + "] must >= 0, but got: " + length);
        }
        boolean isLast = i == axes() - 1;
        long least = isInverse() && isLast ? length / 2 + 1 : length;
        long given = c.shape(0).dim(i - axes());
        if (given > 0 && given < least) {
            throw c.error("Input dimension " + (c.shape(0).rank() - axes() + i) + " must have length of at least "
                    + least + " but got: " + given);
        }
        return !isInverse() && isLast && length > 0 ? length / 2 + 1 : length;
    }

    @Override
    default Kernel complexKernel(KernelContext c) {
        return SpectralKernel.of(c, isInverse() ? Form.TO_REAL : Form.FROM_REAL, isInverse(), axes());
    }

    @Override
    default Kernel kernel(KernelContext c) {
        return complexKernel(c);
    }

    @Override
    default long arithmetic(KernelContext c) {
        return FourierOp.arithmetic(isInverse() ? c.outputShape(0) : c.inputShape(0), axes()) / 2;
    }

    /**
     * Of the transform of x along all elements, those that the half leaves out are the conjugates of others; so in the gradient by x
     * each counts once, where going back counts all but the first and, of an even length, the last twice.
     */
    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output upstream = c.upstream(0);
        Output lengths = c.input(1);
        DType real = upstream.dtype().partType();
        Output size = Cast.of(scope, Prod.of(scope, lengths, Const.of(scope, 0), false), real);
        Output half = isInverse() ? back(scope, upstream, lengths) : upstream;
        Output count = count(scope, half, lengths, axes(), real);
        Output byInput;
        if (isInverse()) {
            Output weight = RealDiv.of(scope, Const.of(scope, 2f, real), Mul.of(scope, count, size));
            byInput = Mul.of(scope, half, Cast.of(scope, weight, half.dtype()));
        } else {
            Output counted = Mul.of(scope, half, Cast.of(scope, count, half.dtype()));
            Output rest = Mul.of(scope, size, Const.of(scope, 0.5f, real));
            byInput = Mul.of(scope, back(scope, counted, lengths), rest);
        }
        return Arrays.asList(padded(scope, byInput, c.input(0)), null);
    }

    /** For each place along the last axis of a half 2 if it is its own mirror image, else 1. */
    private static Output count(Scope scope, Output half, Output lengths, int axes, DType type) {
        Output shape = dev.lamina.op.array.Shape.of(scope, half);
        Output rank = dev.lamina.op.array.Size.of(scope, shape);
        Output last = Reshape.of(scope, Sub.of(scope, rank, Const.of(scope, 1)), 1);
        Output places = Reshape.of(scope, Slice.of(scope, shape, last, Const.of(scope, new int[] {1})));
        Output length = Slice.of(scope, lengths, new int[] {axes - 1}, new int[] {1});
        Output place = Range.of(scope, Const.of(scope, 0), places, Const.of(scope, 1));
        Output isFirst = Equal.of(scope, place, Const.of(scope, 0));
        Output isMiddle = Equal.of(scope, AddV2.of(scope, place, place), length);
        Output one = Const.of(scope, 1f, type);
        return AddV2.of(scope, AddV2.of(scope, one, Cast.of(scope, isFirst, type)), Cast.of(scope, isMiddle, type));
    }

    /** Zeros behind a gradient where the input was longer than what was transformed. */
    private static Output padded(Scope scope, Output gradient, Output input) {
        if (input.shape().isFullyDefined() && input.shape().equals(gradient.shape())) {
            return gradient;
        }
        Output more = Sub.of(
                scope, dev.lamina.op.array.Shape.of(scope, input), dev.lamina.op.array.Shape.of(scope, gradient));
        return Pad.of(scope, gradient, Pack.of(scope, List.of(ZerosLike.of(scope, more), more), 1));
    }
}

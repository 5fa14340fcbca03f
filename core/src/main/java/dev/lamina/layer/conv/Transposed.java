package dev.lamina.layer.conv;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.Padding;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * The shape of what a transposed convolution gives.
 *
 * @param examples how many examples there are, or -1
 * @param rest the extents of its other axes, channels last
 */
@SuppressWarnings("ArrayRecordComponent") // it is never compared
record Transposed(long examples, int[] rest) {
    /** Of an input of a layer, which has places along known axes. */
    static Transposed of(String layer, FilterWindow window, Output input, int filters) {
        Shape shape = input.shape();
        int[] rest = new int[window.axes() + 1];
        for (int i = 0; i < window.axes(); i++) {
            long in = shape.dim(i + 1);
            if (in < 0) {
                throw new InvalidArgumentException(
                        layer + " needs inputs whose extents are known but for the number of examples, but is given "
                                + input);
            }
            int size = (window.size().get(i) - 1) * window.dilations().get(i) + 1;
            int stride = window.strides().get(i);
            long beyond = window.padding() == Padding.SAME ? 0 : Math.max(size - stride, 0);
            rest[i] = Math.toIntExact(in * stride + beyond);
        }
        rest[window.axes()] = filters;
        return new Transposed(shape.dim(0), rest);
    }

    /** The shape as operations take it; where the number of examples is not known, that of {@code x}. */
    Output sizes(Scope scope, Output x) {
        if (examples >= 0) {
            return Const.of(scope, dims((int) examples));
        }
        Output given = Slice.of(scope, dev.lamina.op.array.Shape.of(scope, x), new int[] {0}, new int[] {1});
        return ConcatV2.of(scope, List.of(given, Const.of(scope, rest)), 0);
    }

    /** The result with its shape, as far as that is known. */
    Output known(Scope scope, Output result) {
        return examples >= 0 ? result : Reshape.of(scope, result, dims(-1));
    }

    private int[] dims(int first) {
        int[] dims = new int[rest.length + 1];
        dims[0] = first;
        System.arraycopy(rest, 0, dims, 1, rest.length);
        return dims;
    }
}

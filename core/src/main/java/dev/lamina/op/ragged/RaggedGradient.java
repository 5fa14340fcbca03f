package dev.lamina.op.ragged;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.op.logic.GreaterEqual;
import dev.lamina.op.math.Neg;
import dev.lamina.op.reduce.UnsortedSegmentSum;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradients of {@link RaggedTensorToTensor} by the values and the default. */
final class RaggedGradient {
    private static final int INPUTS_BEFORE = 3;

    private RaggedGradient() {}

    /** The numbers of the values, laid out as they were, say where the gradient of each is, and which places had the default. */
    static List<@Nullable Output> of(GradientContext c, List<String> types) {
        Scope scope = c.scope();
        List<Output> inputs = c.node().inputs();
        Output grad = c.upstream(0);
        int ragged = types.size() - (types.getFirst().equals("FIRST_DIM_SIZE") ? 1 : 0);
        Output valuesShape = Axes.shapeOf(scope, c.input(1));
        Output count = Reshape.of(scope, Slice.of(scope, valuesShape, new int[] {0}, new int[] {1}));
        Output numbers = Range.of(scope, Const.of(scope, 0), count, Const.of(scope, 1));
        Output shape = Slice.of(scope, Axes.shapeOf(scope, grad), new int[] {0}, new int[] {ragged + 1});
        Output places = Reshape.of(
                scope,
                RaggedTensorToTensor.of(
                        scope,
                        shape,
                        numbers,
                        Const.of(scope, -1),
                        inputs.subList(INPUTS_BEFORE, inputs.size()),
                        types),
                -1);
        Output each = Slice.of(scope, valuesShape, new int[] {1}, new int[] {-1});
        Output rows = Reshape.of(scope, grad, ConcatV2.of(scope, List.of(Const.of(scope, new int[] {-1}), each), 0));
        Output byValues = UnsortedSegmentSum.of(scope, rows, places, count);
        Output isValue = GreaterEqual.of(scope, places, Const.of(scope, 0));
        Output defaults = Neg.of(scope, Cast.of(scope, isValue, DType.INT32));
        Output sum = UnsortedSegmentSum.of(scope, rows, defaults, Const.of(scope, 1));
        Output byDefault = Unbroadcast.one(c, 2, Reshape.of(scope, sum, each));
        List<@Nullable Output> all = new ArrayList<>();
        all.add(null);
        all.add(byValues);
        all.add(byDefault);
        all.addAll(Collections.nCopies(inputs.size() - INPUTS_BEFORE, null));
        return all;
    }
}

package dev.lamina.op.index;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.reduce.Prod;
import dev.lamina.op.reduce.UnsortedSegmentSum;
import dev.lamina.op.state.VariableShape;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * The gradient of {@link GatherV2}, or of its form on a resource, by what it gathers from: a sum over all places that took the same slice.
 *
 * <p>All axes up to the gathered one are seen as one, so that an index becomes one into all the rows there are.
 */
final class GatherGradient {
    private final GradientContext c;
    private final Scope scope;
    private final long batchDims;
    private final Output axis;
    private final DType type;
    private final Output indices;
    private final Output shape;

    GatherGradient(GradientContext c, long batchDims, Output axis) {
        this.c = c;
        this.scope = c.scope();
        this.batchDims = batchDims;
        this.axis = axis;
        type = c.input(1).dtype() == DType.INT64 ? DType.INT64 : DType.INT32;
        indices = c.input(1).dtype() == type ? c.input(1) : Cast.of(scope, c.input(1), type);
        shape = shapeOf(c.input(0));
    }

    Output byParams() {
        Tensor known = axis.node().op().constant();
        if (batchDims == 0 && known != null && known.longValue() == 0) {
            Output rows = StridedSlice.element(scope, shape, number(0));
            return whole(UnsortedSegmentSum.of(scope, c.upstream(0), indices, rows));
        }
        Output place = axis.dtype() == type ? axis : Cast.of(scope, axis, type);
        Output before = StridedSlice.range(scope, shape, number(0), place);
        Output extent = StridedSlice.element(scope, shape, place);
        Output rows = Prod.of(
                scope, ConcatV2.of(scope, List.of(before, Reshape.of(scope, extent, 1)), 0), Const.of(scope, 0), false);
        Output first = Range.of(scope, number(0), rows, extent);
        Output indexShape = shapeOf(indices);
        Output shared = StridedSlice.range(scope, indexShape, number(0), number(batchDims));
        Output own = StridedSlice.range(scope, indexShape, number(batchDims), null);
        Output between = StridedSlice.range(scope, before, Size.of(scope, shared, type), null);
        Output firsts = Reshape.of(scope, first, ConcatV2.of(scope, List.of(before, OnesLike.of(scope, own)), 0));
        Output spread = ConcatV2.of(scope, List.of(shared, OnesLike.of(scope, between), own), 0);
        Output ids = Add.of(scope, firsts, Reshape.of(scope, indices, spread));
        return whole(UnsortedSegmentSum.of(scope, c.upstream(0), ids, rows));
    }

    private Output whole(Output sums) {
        return Reshape.of(scope, sums, shape);
    }

    private Output shapeOf(Output x) {
        if (x.dtype() == DType.RESOURCE) {
            return scope.output(new VariableShape(type), x);
        }
        return x.shape().isFullyDefined()
                ? Const.of(
                        scope, Tensor.wrap(x.shape().dims(), x.shape().rank()).cast(type))
                : scope.output(new dev.lamina.op.array.Shape(type), x);
    }

    private Output number(long value) {
        return Const.of(scope, value, type);
    }
}

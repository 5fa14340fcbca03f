package dev.lamina.op.reduce;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Pad;
import dev.lamina.op.array.Rank;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.ScatterNd;
import dev.lamina.op.kernel.Combination;
import dev.lamina.op.kernel.Fold;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operations on segments in any order have in common: slices of {@code data} with the same id, negative ids left out. */
final class UnsortedSegments {
    private UnsortedSegments() {}

    /** The shape rule: a slice for each of {@code num_segments} ids. */
    static List<Shape> shapes(ShapeContext c) {
        Shape data = c.shape(0);
        Shape ids = c.shape(1);
        c.withRank(2, 0, "num_segments");
        Tensor count = c.peek(2);
        if (count != null && count.longValue() < 0) {
            throw c.error("Input num_segments == " + count + " must not be negative.");
        }
        if (!data.hasRank() || !ids.hasRank()) {
            return List.of(Shape.unknown());
        }
        if (ids.rank() > data.rank() || !ids.isCompatibleWith(data.slice(0, ids.rank()))) {
            throw c.error("data.shape = " + data + " does not start with segment_ids.shape = " + ids);
        }
        return List.of(Shape.of(count == null ? -1 : count.longValue()).concat(data.slice(ids.rank(), data.rank())));
    }

    /**
     * The slices of a segment combined in their order.
     *
     * @param identity what the elements of a segment without slices are: the first of an array of the type
     */
    static Kernel kernel(KernelContext c, Combination combination, Object identity) {
        Shape ids = c.inputShape(1);
        Shape shape = c.outputShape(0);
        int rows = ids.size();
        long segments = shape.dim(0);
        int n = Strides.count(shape, 1, shape.rank());
        Fold.Step step = combination.step(c, c.outputType(0));
        return (inputs, outputs) -> {
            Spread.run(identity, 0, outputs[0].array(), outputs[0].size());
            for (int row = 0; row < rows; row++) {
                long id = inputs[1].asLong(row);
                if (id >= segments) {
                    throw c.error(NdIndex.name("segment_ids", ids, row) + " = " + id + " is out of range [0, "
                            + segments + ")");
                }
                if (id >= 0) {
                    step.run(inputs[0].array(), row * n, outputs[0].array(), (int) id * n, n);
                }
            }
        };
    }

    /** For each slice of {@code data} that of its segment; zeros for a negative id, by a slice of zeros put in front. */
    static Output gather(Scope scope, Output segments, Output ids) {
        Output shape = Pack.of(scope, List.of(Rank.of(scope, segments), Const.of(scope, 2)), 0);
        Output oneInFront =
                ScatterNd.of(scope, Const.of(scope, new int[][] {{0, 0}}), Const.of(scope, new int[] {1}), shape);
        Output padded = Pad.of(scope, segments, oneInFront);
        Output outside = Const.of(scope, -1, ids.dtype());
        Output places = Add.of(scope, Maximum.of(scope, ids, outside), Const.of(scope, 1, ids.dtype()));
        return GatherV2.of(scope, padded, places);
    }

    /** The gradient of the greatest or the least: equal parts for all elements that are it. */
    static List<@Nullable Output> gradientOfExtremes(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output ids = c.input(1);
        Output isChosen = Equal.of(scope, x, gather(scope, c.output(0), ids));
        Output number = UnsortedSegmentSum.of(scope, Cast.of(scope, isChosen, x.dtype()), ids, c.input(2));
        Output some = Maximum.of(scope, number, Const.of(scope, 1, x.dtype()));
        Output shares = gather(scope, RealDiv.of(scope, c.upstream(0), some), ids);
        return Arrays.asList(SelectV2.of(scope, isChosen, shares, Const.of(scope, 0, x.dtype())), null, null);
    }
}

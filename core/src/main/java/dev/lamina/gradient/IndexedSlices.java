package dev.lamina.gradient;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Unique;
import dev.lamina.op.reduce.UnsortedSegmentSum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A gradient that is zero but for some rows: row {@code indices[i]} is row i of {@code values}, and the sum of them where a row is named
 * more than once. What is gathered from a tensor along its first axis, such as rows of a table, gives one of these back.
 *
 * <p>{@link Gradients} gives every gradient in the shape of its x. One that is made of slices alone says so here, and as nothing is
 * computed that nobody uses, who takes the slices instead never pays for the rest.
 *
 * @param values the rows
 * @param indices a vector of as many places
 */
public record IndexedSlices(Output values, Output indices) {
    /** Says whether a gradient is made of slices alone. */
    public static boolean isMadeOf(Output gradient) {
        return !parts(gradient).isEmpty();
    }

    /**
     * The slices that a gradient is made of.
     *
     * @param scope where what they take goes
     * @throws InvalidArgumentException if it is not {@link #isMadeOf made of slices alone}
     */
    public static IndexedSlices of(Scope scope, Output gradient) {
        List<Node> parts = parts(gradient);
        if (parts.isEmpty()) {
            throw new InvalidArgumentException(gradient + " is no gradient by something of which rows are gathered");
        }
        long[] row = gradient.shape().dims();
        row[0] = -1;
        List<Output> values = new ArrayList<>();
        List<Output> indices = new ArrayList<>();
        for (Node part : parts) {
            values.add(Reshape.of(scope, part.input(0), Const.dims(scope, row)));
            Output places = Reshape.of(scope, part.input(1), -1);
            indices.add(places.dtype() == DType.INT64 ? places : Cast.of(scope, places, DType.INT64));
        }
        return new IndexedSlices(joined(scope, values), joined(scope, indices));
    }

    /**
     * The slices that a gradient is made of as they stand in the graph, with nothing added: of each, values of the indices' shape and then a
     * row's, and indices of any shape and integer type. Empty if it is not {@link #isMadeOf made of slices alone}.
     */
    public static List<IndexedSlices> sources(Output gradient) {
        return parts(gradient).stream()
                .map(part -> new IndexedSlices(part.input(0), part.input(1)))
                .toList();
    }

    private static Output joined(Scope scope, List<Output> parts) {
        return parts.size() == 1 ? parts.getFirst() : ConcatV2.of(scope, parts, 0);
    }

    /** The same with each row named once, its slices summed in their order. */
    public IndexedSlices distinct(Scope scope) {
        List<Output> unique = Unique.of(scope, indices);
        Output count = Size.of(scope, unique.getFirst());
        return new IndexedSlices(UnsortedSegmentSum.of(scope, values, unique.get(1), count), unique.getFirst());
    }

    /** The sums of slices that a gradient is made of: itself, or the terms of a sum; none if anything else is in it. */
    private static List<Node> parts(Output gradient) {
        if (!gradient.shape().isFullyDefined()) {
            return List.of();
        }
        boolean isSum = gradient.node().op() instanceof AddN;
        List<Output> terms = isSum ? gradient.node().inputs() : List.of(gradient);
        List<Node> parts = new ArrayList<>();
        for (Output term : terms) {
            Node sum =
                    term.node().op() instanceof Reshape ? term.node().input(0).node() : term.node();
            if (!(sum.op() instanceof UnsortedSegmentSum) || !isOfRows(sum, gradient.shape())) {
                return List.of();
            }
            parts.add(sum);
        }
        return parts;
    }

    /** Says whether the slices are rows of a tensor of that shape: sums along other axes than the first have fewer axes. */
    private static boolean isOfRows(Node sum, Shape whole) {
        Shape values = sum.input(0).shape();
        Shape ids = sum.input(1).shape();
        return whole.rank() > 0
                && values.hasRank()
                && ids.hasRank()
                && values.rank() - ids.rank() == whole.rank() - 1
                && sum.output(0).shape().isCompatibleWith(whole);
    }
}

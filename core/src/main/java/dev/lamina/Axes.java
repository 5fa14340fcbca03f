package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Rank;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.Shape;
import java.util.stream.IntStream;

/** All axes of a tensor, for reductions: as constants where the rank is known while the graph is built. */
final class Axes {
    private Axes() {}

    static Output all(Scope scope, Operand x) {
        Shape shape = x.asOutput().shape();
        Scope unnamed = scope.named(null); // a name is the reduction's
        if (shape.hasRank()) {
            return Const.of(unnamed, IntStream.range(0, shape.rank()).toArray());
        }
        return Range.of(unnamed, Const.of(unnamed, 0), Rank.of(unnamed, x), Const.of(unnamed, 1));
    }
}

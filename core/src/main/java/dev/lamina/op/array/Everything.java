package dev.lamina.op.array;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.reduce.Sum;

/** Sums over all axes, also where their number is not known while the graph is built. */
final class Everything {
    private Everything() {}

    static Output sum(Scope scope, Operand x) {
        Output axes = Range.of(scope, Const.of(scope, 0), Rank.of(scope, x), Const.of(scope, 1));
        return Sum.of(scope, x, axes, false);
    }
}

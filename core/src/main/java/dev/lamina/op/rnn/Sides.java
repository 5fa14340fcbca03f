package dev.lamina.op.rnn;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ConcatOffset;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import java.util.List;

/** The parts of what belongs to [x, h], side by side. */
final class Sides {
    private Sides() {}

    /** The columns of {@code both} that belong to x and those that belong to h. */
    static List<Output> of(Scope scope, Output both, Output x, Output h) {
        Output xShape = dev.lamina.op.array.Shape.of(scope, x);
        Output hShape = dev.lamina.op.array.Shape.of(scope, h);
        List<Output> offsets = ConcatOffset.of(scope, Const.of(scope, 1), List.of(xShape, hShape));
        return List.of(Slice.of(scope, both, offsets.get(0), xShape), Slice.of(scope, both, offsets.get(1), hShape));
    }
}

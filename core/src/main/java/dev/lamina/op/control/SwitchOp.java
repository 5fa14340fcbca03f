package dev.lamina.op.control;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes the first input on to the second output if the predicate holds, to the first if it does not; the other is dead. */
public sealed interface SwitchOp extends ControlFlowOp permits Switch, Switch.RefSwitch {
    @Override
    default List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "pred");
        return List.of(c.shape(0), c.shape(0));
    }

    /** What has come to the side that was taken; zeros where nothing has. */
    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(Merge.of(c.scope(), List.of(c.upstream(0), c.upstream(1))), null);
    }
}

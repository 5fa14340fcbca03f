package dev.lamina.op.control;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Equal;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes on that of its inputs which is not dead, and says which it is: of several the first. It is dead if all of them are.
 *
 * <p>At the beginning of a loop it has an {@link EnterOp} for the first iteration and a {@link NextIterationOp} for all others.
 */
public sealed interface MergeOp extends ControlFlowOp permits Merge, Merge.RefMerge {
    @Override
    default List<Shape> shapes(ShapeContext c) {
        Shape common = c.shape(0);
        // What comes back may have any shape, and may be added only when what depends on the first is there.
        boolean isOpen = c.isBuilding() && c.inputs() == 1;
        for (int i = 0; i < c.inputs(); i++) {
            common = common.common(c.shape(i));
            isOpen |= c.producer(i) instanceof EnterOp || c.producer(i) instanceof NextIterationOp;
        }
        return List.of(isOpen && c.isBuilding() ? Shape.unknown() : common, Shape.scalar());
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        if (c.node().inputs().stream().anyMatch(input -> input.node().op().isOfNextIteration())) {
            throw ExitOp.ofLoop(c);
        }
        Scope scope = c.scope();
        List<@Nullable Output> gradients = new ArrayList<>();
        for (int i = 0; i < c.node().inputs().size(); i++) {
            Output isTaken = Equal.of(scope, c.output(1), Const.of(scope, i));
            gradients.add(Switch.of(scope, c.upstream(0), isTaken).get(1));
        }
        return gradients;
    }
}

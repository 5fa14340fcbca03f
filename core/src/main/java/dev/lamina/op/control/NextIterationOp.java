package dev.lamina.op.control;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes its input to the next iteration of the loop; if it is dead, as is every other of the loop, there is none. */
public sealed interface NextIterationOp extends ControlFlowOp permits NextIteration, NextIteration.RefNextIteration {
    @Override
    default List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    default boolean isOfNextIteration() {
        return true;
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        throw ExitOp.ofLoop(c);
    }
}

package dev.lamina.op.control;

import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes its input out of a loop, in the iteration in which that is not dead: the last one. */
public sealed interface ExitOp extends ControlFlowOp permits Exit, Exit.RefExit {
    @Override
    default List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        throw ofLoop(c);
    }

    /** The error of a gradient through a loop. */
    static UnimplementedException ofLoop(GradientContext c) {
        return new UnimplementedException(
                c.node().describe() + " is not differentiable: it is of a loop in TensorFlow 1's form",
                "build the loop with tf.whileLoop, which has a gradient");
    }
}

package dev.lamina.op.control;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes its input into a loop. */
public sealed interface EnterOp extends ControlFlowOp permits Enter, Enter.RefEnter {
    /** Tells the loop from others that begin at the same place: all that has this name enters the same. */
    String frameName();

    /** Whether every iteration is given the tensor, and not only the first one. */
    boolean isConstant();

    @Override
    default List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    default int aliasedInput() {
        return 0;
    }

    @Override
    default Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        throw ExitOp.ofLoop(c);
    }
}

package dev.lamina.op.text;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation that makes of each text another. */
interface TextOp extends Op {
    /** The text made of one; what fails says so with {@code c}. */
    byte[] apply(KernelContext c, byte[] text);

    @Override
    default List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    default Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                outputs[0].strings()[i] = apply(c, inputs[0].strings()[i]);
            }
        };
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }
}

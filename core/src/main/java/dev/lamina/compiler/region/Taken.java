package dev.lamina.compiler.region;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.control.SwitchOp;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * One side of a {@link SwitchOp}, which is a view of the first input, and dead if the second one is not this.
 *
 * @param when for which predicate it is not
 */
public record Taken(boolean when) implements ComplexOp.Alike {
    @Override
    public String name() {
        return "Switch";
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(c.shape(0));
    }

    @Override
    public int aliasedInput() {
        return 0;
    }

    @Override
    public Access access(int input) {
        return Access.NONE;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(inputs[0]);
    }
}

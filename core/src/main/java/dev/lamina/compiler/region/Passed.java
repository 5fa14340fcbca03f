package dev.lamina.compiler.region;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.List;

/** The input itself: dead if that is, or anything that it comes after. */
public record Passed() implements ComplexOp.Alike {
    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
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

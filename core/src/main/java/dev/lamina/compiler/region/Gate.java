package dev.lamina.compiler.region;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Gives nothing: what comes after it is dead if any of its inputs is. */
public record Gate() implements ComplexOp.Alike {
    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Access access(int input) {
        return Access.NONE;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {};
    }
}

package dev.lamina.op.flow;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Does nothing; what has to run before it makes it useful. */
@OpDef
public record NoOp() implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope) {
        return scope.node(new NoOp(), List.of());
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {};
    }

    static List<Sample> samples() {
        return List.of(Sample.rough(new NoOp()));
    }
}

package dev.lamina.op.control;

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

/** Does nothing, after all that runs of what it comes after: it is never dead, as {@link dev.lamina.op.flow.NoOp} may be. */
@OpDef
public record ControlTrigger() implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope) {
        return scope.node(new ControlTrigger(), List.of());
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
        return List.of(Sample.rough(new ControlTrigger()));
    }
}

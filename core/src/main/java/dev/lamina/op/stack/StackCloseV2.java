package dev.lamina.op.stack;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Forgets a stack before the run ends; no operation may use it afterwards. */
@OpDef(inputs = "handle: resource", stateful = true)
public record StackCloseV2() implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, Operand stack) {
        return scope.node(new StackCloseV2(), List.of(stack));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(inputs = "handle: Ref(string)")
    record StackClose() implements Superseded {
        @Override
        public Op successor() {
            return new StackCloseV2();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> TensorStack.in(inputs[0]).close();
    }

    static List<Sample> samples() {
        return List.of(Sample.rough(new StackCloseV2(), StackV2.sample(-1, 1f)));
    }
}

package dev.lamina.op.data;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Forgets an array before the run ends; no operation may use it afterwards. */
@OpDef(inputs = "handle: resource", stateful = true)
public record TensorArrayCloseV3() implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, Operand handle) {
        return scope.node(new TensorArrayCloseV3(), List.of(handle));
    }

    /** The form whose handle is a string. */
    @OpDef(inputs = "handle: string")
    record TensorArrayCloseV2() implements Superseded {
        @Override
        public Op successor() {
            return new TensorArrayCloseV3();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> ArrayResource.in(inputs[0]).close();
    }

    static List<Sample> samples() {
        Sample.Handle closed = scope -> {
            Output array = SampleArrays.ofFloats(1).build(scope);
            return Identity.of(scope.after(List.of(of(scope, array))), array);
        };
        return List.of(
                Sample.rough(new TensorArrayCloseV3(), SampleArrays.ofFloats(1)),
                Sample.refused("has already been closed.", new TensorArrayCloseV3(), closed));
    }
}

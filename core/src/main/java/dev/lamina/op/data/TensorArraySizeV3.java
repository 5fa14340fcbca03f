package dev.lamina.op.data;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many elements an array has. */
@OpDef(
        inputs = {"handle: resource", "flow_in: float"},
        outputs = "size: int32",
        stateful = true)
public record TensorArraySizeV3() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand handle, Operand flow) {
        return scope.output(new TensorArraySizeV3(), handle, flow);
    }

    /** The form whose handle is a string. */
    @OpDef(
            inputs = {"handle: string", "flow_in: float"},
            outputs = "size: int32")
    record TensorArraySizeV2() implements Superseded {
        @Override
        public Op successor() {
            return new TensorArraySizeV3();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) ->
                outputs[0].ints()[0] = ArrayResource.in(inputs[0]).size();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(Sample.rough(new TensorArraySizeV3(), SampleArrays.ofFloats(3, 1f), 0f)
                .gives(3));
    }
}

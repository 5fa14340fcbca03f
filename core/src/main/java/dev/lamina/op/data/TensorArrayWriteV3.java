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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an element of an array; the flow out comes after that.
 *
 * <p>Errors: an index outside of the array, unless it grows; an element that was written or read before; a value of another
 * type or shape than the array's.
 */
@OpDef(
        inputs = {"handle: resource", "index: int32", "value: T", "flow_in: float"},
        outputs = "flow_out: float",
        attrs = "T: type",
        stateful = true)
public record TensorArrayWriteV3() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand handle, Operand index, Operand value, Operand flow) {
        return scope.output(new TensorArrayWriteV3(), handle, index, value, flow);
    }

    /** The form whose handle is a string. */
    @OpDef(
            inputs = {"handle: string", "index: int32", "value: T", "flow_in: float"},
            outputs = "flow_out: float",
            attrs = "T: type")
    record TensorArrayWriteV2() implements Superseded {
        @Override
        public Op successor() {
            return new TensorArrayWriteV3();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "index");
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.inputType(2);
        return (inputs, outputs) -> {
            ArrayResource.in(inputs[0], type).write(inputs[1].ints()[0], inputs[2].toTensor());
            outputs[0].floats()[0] = inputs[3].floats()[0];
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output flow = c.upstream(0);
        ArrayGradient gradient = ArrayGradient.of(c, flow);
        Output value = TensorArrayReadV3.of(
                c.scope(),
                gradient.handle,
                c.input(1),
                gradient.flow,
                c.input(2).dtype());
        return Arrays.asList(null, null, value, flow);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorArrayWriteV3(), SampleArrays.ofFloats(2), 1, 5f, 0f)
                        .gives(0f),
                Sample.refused(
                        "Tried to write to index 2 but array is not resizeable and size is: 2",
                        new TensorArrayWriteV3(),
                        SampleArrays.ofFloats(2),
                        2,
                        5f,
                        0f),
                Sample.refused(
                        "Could not write to TensorArray index 0 because it has already been written to.",
                        new TensorArrayWriteV3(),
                        SampleArrays.ofFloats(2, 1f),
                        0,
                        5f,
                        0f),
                Sample.refused(
                        "TensorArray dtype is float but Op requested dtype int32.",
                        new TensorArrayWriteV3(),
                        SampleArrays.ofFloats(2),
                        0,
                        5,
                        0f));
    }
}

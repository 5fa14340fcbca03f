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
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of an array; zeros if it was not written and its shape is known.
 *
 * <p>Errors: an index outside of the array; an element that was forgotten when it was read before; another type.
 *
 * @param dtype the type of the elements
 */
@OpDef(
        inputs = {"handle: resource", "index: int32", "flow_in: float"},
        outputs = "value: dtype",
        attrs = "dtype: type",
        stateful = true)
public record TensorArrayReadV3(DType dtype) implements ShapedByKernel {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand handle, Operand index, Operand flow, DType dtype) {
        return scope.output(new TensorArrayReadV3(dtype), handle, index, flow);
    }

    /** The form whose handle is a string. */
    @OpDef(
            inputs = {"handle: string", "index: int32", "flow_in: float"},
            outputs = "value: dtype",
            attrs = "dtype: type")
    record TensorArrayReadV2(DType dtype) implements Superseded {
        @Override
        public Op successor() {
            return new TensorArrayReadV3(dtype);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "index");
        return List.of(Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> ShapedByKernel.give(
                outputs[0], ArrayResource.in(inputs[0], dtype).read(inputs[1].ints()[0]));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        ArrayGradient gradient = ArrayGradient.of(c, c.input(2));
        Output flow = TensorArrayWriteV3.of(c.scope(), gradient.handle, c.input(1), c.upstream(0), gradient.flow);
        return Arrays.asList(null, null, flow);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new TensorArrayReadV3(DType.FLOAT32),
                                SampleArrays.ofFloats(2, 1f, new float[] {2, 3}),
                                1,
                                0f)
                        .gives((Object) new float[] {2, 3}),
                Sample.refused(
                        "Tried to read from index 2 but array size is: 2",
                        new TensorArrayReadV3(DType.FLOAT32),
                        SampleArrays.ofFloats(2, 1f),
                        2,
                        0f),
                Sample.refused(
                        "Could not read from TensorArray index 1.",
                        new TensorArrayReadV3(DType.FLOAT32),
                        SampleArrays.ofFloats(2, 1f),
                        1,
                        0f));
    }
}

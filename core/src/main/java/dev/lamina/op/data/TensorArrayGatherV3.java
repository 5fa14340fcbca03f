package dev.lamina.op.data;

import dev.lamina.graph.GradientContext;
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
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Superseded;
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tensor whose rows are some elements of an array, all of one shape.
 *
 * <p>Errors: an index outside of the array; elements of different shapes, or none where no shape is known; another type; an
 * element that was forgotten when it was read before.
 *
 * @param dtype the type of the elements
 * @param elementShape what is known of their shape
 */
@OpDef(
        inputs = {"handle: resource", "indices: int32", "flow_in: float"},
        outputs = "value: dtype",
        attrs = {"dtype: type", "element_shape: shape = {unknown_rank: true}"},
        stateful = true)
public record TensorArrayGatherV3(DType dtype, Shape elementShape) implements ShapedByKernel {
    /** Adds the operation; {@code indices} is an int32 vector. */
    public static Output of(
            Scope scope, Operand handle, Operand indices, Operand flow, DType dtype, Shape elementShape) {
        return scope.output(new TensorArrayGatherV3(dtype, elementShape), handle, indices, flow);
    }

    /** The form whose handle is a string. */
    @OpDef(
            inputs = {"handle: string", "indices: int32", "flow_in: float"},
            outputs = "value: dtype",
            attrs = {"dtype: type", "element_shape: shape = {unknown_rank: true}"})
    record TensorArrayGatherV2(DType dtype, Shape elementShape) implements Superseded {
        @Override
        public Op successor() {
            return new TensorArrayGatherV3(dtype, elementShape);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(c.withRank(1, 1, "indices").concat(elementShape));
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        return !elementShape.isFullyDefined();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            ArrayResource array = ArrayResource.in(inputs[0], dtype);
            Shape known = array.elementShape(elementShape);
            Shape row = known;
            List<Tensor> rows = new ArrayList<>();
            for (int index : inputs[1].toTensor().ints()) {
                Tensor element = array.read(index, known);
                if (!row.isCompatibleWith(element.shape())) {
                    throw c.error("TensorArray has inconsistent shapes. Index " + index + " has shape "
                            + element.shape() + ", but " + row + " was expected");
                }
                row = element.shape();
                rows.add(element);
            }
            if (!row.isFullyDefined()) {
                throw c.error("TensorArray has size zero, but element shape " + row + " is not fully defined. Currently"
                        + " only static shapes are supported when packing zero-size TensorArrays.");
            }
            ShapedByKernel.give(outputs[0], TensorRows.stack(dtype, rows, row));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        ArrayGradient gradient = ArrayGradient.of(c, c.input(2));
        Output flow = TensorArrayScatterV3.of(c.scope(), gradient.handle, c.input(1), c.upstream(0), gradient.flow);
        return Arrays.asList(null, null, flow);
    }

    static List<Sample> samples() {
        Op op = new TensorArrayGatherV3(DType.FLOAT32, Shape.unknown());
        return List.of(
                Sample.rough(op, SampleArrays.ofFloats(2, new float[] {1, 2}, new float[] {3, 4}), new int[] {1, 0}, 0f)
                        .gives((Object) new float[][] {{3, 4}, {1, 2}}),
                Sample.rough(
                                new TensorArrayGatherV3(DType.FLOAT32, Shape.of(3)),
                                SampleArrays.ofFloats(1),
                                new int[0],
                                0f)
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))),
                Sample.rough(
                                new TensorArrayGatherV3(DType.FLOAT32, Shape.of(2)),
                                SampleArrays.ofFloats(2, new float[] {1, 2}),
                                new int[] {1, 0},
                                0f)
                        .gives((Object) new float[][] {{0, 0}, {1, 2}}),
                Sample.refused(
                        "TensorArray has inconsistent shapes. Index 1 has shape [], but [2] was expected",
                        op,
                        SampleArrays.ofFloats(2, new float[] {1, 2}, 3f),
                        new int[] {0, 1},
                        0f),
                Sample.refused("TensorArray has size zero", op, SampleArrays.ofFloats(1), new int[0], 0f),
                Sample.refused(
                        "Could not read index 0 twice because it was cleared after a previous read",
                        op,
                        SampleArrays.ofFloats(1, 3f),
                        new int[] {0, 0},
                        0f));
    }
}

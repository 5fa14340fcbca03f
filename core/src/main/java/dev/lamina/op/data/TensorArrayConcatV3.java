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
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All elements of an array joined along their first axes, and how long each of these is.
 *
 * <p>Errors: elements without an axis, or that differ in another than the first; none where no shape is known; another type;
 * elements that were forgotten when they were read before.
 *
 * @param dtype the type of the elements
 * @param elementShapeExcept0 what is known of their shape behind the first axis
 */
@OpDef(
        inputs = {"handle: resource", "flow_in: float"},
        outputs = {"value: dtype", "lengths: int64"},
        attrs = {"dtype: type", "element_shape_except0: shape = {unknown_rank: true}"},
        stateful = true)
public record TensorArrayConcatV3(DType dtype, Shape elementShapeExcept0) implements ShapedByKernel {
    /** Adds the operation: the joined tensor, and the lengths. */
    public static List<Output> of(Scope scope, Operand handle, Operand flow, DType dtype, Shape elementShapeExcept0) {
        return scope.node(new TensorArrayConcatV3(dtype, elementShapeExcept0), List.of(handle, flow))
                .outputs();
    }

    /** The form whose handle is a string. */
    @OpDef(
            inputs = {"handle: string", "flow_in: float"},
            outputs = {"value: dtype", "lengths: int64"},
            attrs = {"dtype: type", "element_shape_except0: shape = {unknown_rank: true}"})
    record TensorArrayConcatV2(DType dtype, Shape elementShapeExcept0) implements Superseded {
        @Override
        public Op successor() {
            return new TensorArrayConcatV3(dtype, elementShapeExcept0);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.of(-1).concat(elementShapeExcept0), Shape.unknown(1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            ArrayResource array = ArrayResource.in(inputs[0], dtype);
            Shape row = elementShapeExcept0;
            List<Tensor> parts = new ArrayList<>();
            long[] lengths = new long[array.size()];
            long sum = 0;
            for (int i = 0; i < lengths.length; i++) {
                Tensor part = array.read(i);
                if (part.shape().rank() == 0) {
                    throw c.error("Concat saw a scalar shape at index " + i
                            + " but requires at least vectors.  Did you mean to call pack?");
                }
                Shape own = part.shape().slice(1, part.shape().rank());
                if (!row.isCompatibleWith(own)) {
                    throw c.error("TensorArray has inconsistent shapes.  Index " + i
                            + " has (excepting dimension 0) shape: " + own + ", but " + row + " was expected");
                }
                row = own;
                lengths[i] = part.shape().dim(0);
                sum += lengths[i];
                parts.add(part);
            }
            if (!row.isFullyDefined()) {
                throw c.error("TensorArray has size zero, but element_shape_except0 " + row + " is not fully defined."
                        + " Currently only static shapes are supported when concatenating zero-size TensorArrays.");
            }
            ShapedByKernel.give(
                    outputs[0], TensorRows.join(dtype, parts, Shape.of(sum).concat(row)));
            ShapedByKernel.give(outputs[1], Tensor.of(lengths));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        ArrayGradient gradient = ArrayGradient.of(c, c.input(1));
        return Arrays.asList(
                null, TensorArraySplitV3.of(c.scope(), gradient.handle, c.upstream(0), c.output(1), gradient.flow));
    }

    static List<Sample> samples() {
        Op op = new TensorArrayConcatV3(DType.FLOAT32, Shape.unknown());
        return List.of(
                Sample.rough(op, SampleArrays.ofFloats(2, new float[] {1, 2}, new float[] {3}), 0f)
                        .gives(new float[] {1, 2, 3}, new long[] {2, 1}),
                Sample.refused(
                        "Concat saw a scalar shape at index 0 but requires at least vectors.",
                        op,
                        SampleArrays.ofFloats(1, 3f),
                        0f),
                Sample.refused(
                        "Index 1 has (excepting dimension 0) shape: [1], but [] was expected",
                        op,
                        SampleArrays.ofFloats(2, new float[] {1, 2}, new float[][] {{3}}),
                        0f));
    }
}

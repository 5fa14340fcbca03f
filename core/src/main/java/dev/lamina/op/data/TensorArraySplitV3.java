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
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tensor to an array, cut along its first axis into elements of these lengths; the flow out comes after that.
 *
 * <p>Errors: lengths that do not add up to the tensor's, or are not as many as the array has elements, unless it grows; and
 * those of {@link TensorArrayWriteV3}.
 */
@OpDef(
        inputs = {"handle: resource", "value: T", "lengths: int64", "flow_in: float"},
        outputs = "flow_out: float",
        attrs = "T: type",
        stateful = true)
public record TensorArraySplitV3() implements Op {
    /** Adds the operation; {@code lengths} is an int64 vector. */
    public static Output of(Scope scope, Operand handle, Operand value, Operand lengths, Operand flow) {
        return scope.output(new TensorArraySplitV3(), handle, value, lengths, flow);
    }

    /** The form whose handle is a string. */
    @OpDef(
            inputs = {"handle: string", "value: T", "lengths: int64", "flow_in: float"},
            outputs = "flow_out: float",
            attrs = "T: type")
    record TensorArraySplitV2() implements Superseded {
        @Override
        public Op successor() {
            return new TensorArraySplitV3();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(2, 1, "lengths");
        if (c.shape(1).hasRank() && c.shape(1).rank() == 0) {
            throw c.error("Expected value to be at least a vector, but received shape: " + c.shape(1));
        }
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.inputType(1);
        Shape shape = c.inputShape(1);
        Shape row = shape.slice(1, shape.rank());
        return (inputs, outputs) -> {
            ArrayResource array = ArrayResource.in(inputs[0], type);
            long[] lengths = inputs[2].toTensor().longs();
            long sum = 0;
            for (long length : lengths) {
                if (length < 0) {
                    throw c.error("Expected lengths to be 0 or more, but one is " + length);
                }
                if (length > shape.dim(0) - sum) {
                    throw c.error("Expected sum of lengths to be equal to values.shape[0], but sum of lengths is more"
                            + " and value's shape is: " + shape);
                }
                sum += length;
            }
            if (sum != shape.dim(0)) {
                throw c.error("Expected sum of lengths to be equal to values.shape[0], but sum of lengths is " + sum
                        + " and value's shape is: " + shape);
            }
            array.ensureSize(lengths.length);
            if (array.size() != lengths.length) {
                throw c.error("TensorArray's size is not equal to the size of lengths (" + array.size() + " vs. "
                        + lengths.length + "), and the TensorArray is not marked as dynamically resizeable");
            }
            long next = 0;
            for (int i = 0; i < lengths.length; i++) {
                Shape part = Shape.of(lengths[i]).concat(row);
                array.write(i, TensorRows.part(inputs[1], next, lengths[i], part));
                next += lengths[i];
            }
            outputs[0].floats()[0] = inputs[3].floats()[0];
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output flow = c.upstream(0);
        ArrayGradient gradient = ArrayGradient.of(c, flow);
        Shape shape = c.input(1).shape();
        Output value = TensorArrayConcatV3.of(
                        c.scope(),
                        gradient.handle,
                        gradient.flow,
                        c.input(1).dtype(),
                        shape.hasRank() ? shape.slice(1, shape.rank()) : Shape.unknown())
                .getFirst();
        return Arrays.asList(null, value, null, flow);
    }

    static List<Sample> samples() {
        float[] value = {1, 2, 3};
        return List.of(
                Sample.rough(new TensorArraySplitV3(), SampleArrays.ofFloats(2), value, new long[] {1, 2}, 0f)
                        .gives(0f),
                Sample.refused(
                        "sum of lengths is 2 and value's shape is: [3]",
                        new TensorArraySplitV3(),
                        SampleArrays.ofFloats(2),
                        value,
                        new long[] {1, 1},
                        0f),
                Sample.refused(
                        "sum of lengths is more and value's shape is: [3]",
                        new TensorArraySplitV3(),
                        SampleArrays.ofFloats(2),
                        value,
                        new long[] {Long.MAX_VALUE, Long.MAX_VALUE},
                        0f),
                Sample.refused(
                        "TensorArray's size is not equal to the size of lengths (2 vs. 3)",
                        new TensorArraySplitV3(),
                        SampleArrays.ofFloats(2),
                        value,
                        new long[] {1, 1, 1},
                        0f));
    }
}

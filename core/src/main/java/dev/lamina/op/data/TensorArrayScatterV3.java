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
 * Writes the rows of a tensor to elements of an array, each to an index of its own; the flow out comes after that.
 *
 * <p>Errors: another number of indices than of rows, and those of {@link TensorArrayWriteV3}.
 */
@OpDef(
        inputs = {"handle: resource", "indices: int32", "value: T", "flow_in: float"},
        outputs = "flow_out: float",
        attrs = "T: type",
        stateful = true)
public record TensorArrayScatterV3() implements Op {
    /** Adds the operation; {@code indices} is an int32 vector. */
    public static Output of(Scope scope, Operand handle, Operand indices, Operand value, Operand flow) {
        return scope.output(new TensorArrayScatterV3(), handle, indices, value, flow);
    }

    /** The form whose handle is a string. */
    @OpDef(
            inputs = {"handle: string", "indices: int32", "value: T", "flow_in: float"},
            outputs = "flow_out: float",
            attrs = "T: type")
    record TensorArrayScatterV2() implements Superseded {
        @Override
        public Op successor() {
            return new TensorArrayScatterV3();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape indices = c.withRank(1, 1, "indices");
        Shape value = c.shape(2);
        if (value.hasRank() && (value.rank() == 0 || !value.slice(0, 1).isCompatibleWith(indices))) {
            throw c.error("Expected len(indices) == values.shape[0], but saw: " + indices + " vs. " + value);
        }
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.inputType(2);
        return (inputs, outputs) -> {
            ArrayResource array = ArrayResource.in(inputs[0], type);
            int[] indices = inputs[1].toTensor().ints();
            for (int i = 0; i < indices.length; i++) {
                array.write(indices[i], TensorRows.row(inputs[2], i));
            }
            outputs[0].floats()[0] = inputs[3].floats()[0];
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output flow = c.upstream(0);
        ArrayGradient gradient = ArrayGradient.of(c, flow);
        Shape rows = c.input(2).shape();
        Output value = TensorArrayGatherV3.of(
                c.scope(),
                gradient.handle,
                c.input(1),
                gradient.flow,
                c.input(2).dtype(),
                rows.hasRank() ? rows.slice(1, rows.rank()) : Shape.unknown());
        return Arrays.asList(null, null, value, flow);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new TensorArrayScatterV3(),
                                SampleArrays.ofFloats(3),
                                new int[] {2, 0},
                                new float[] {1, 2},
                                0f)
                        .gives(0f),
                Sample.refused(
                        "Expected len(indices) == values.shape[0], but saw: [1] vs. [2]",
                        new TensorArrayScatterV3(),
                        SampleArrays.ofFloats(3),
                        new int[] {2},
                        new float[] {1, 2},
                        0f));
    }
}

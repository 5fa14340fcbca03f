package dev.lamina.op.data;

import dev.lamina.error.InvalidArgumentException;
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
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The list of a tensor's rows, its parts along the first axis.
 *
 * <p>Inputs: the tensor, and the shape of its rows as far as the list is to know it ({@link ElementShape}).
 */
@OpDef(
        inputs = {"tensor: element_dtype", "element_shape: shape_type"},
        outputs = "output_handle: variant",
        attrs = {"element_dtype: type", "shape_type: {int32, int64}"})
public record TensorListFromTensor() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand tensor) {
        return scope.output(new TensorListFromTensor(), tensor, ElementShape.ofRows(scope, tensor.asOutput()));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        if (shape.hasRank() && shape.rank() == 0) {
            throw c.error("Tensor must be at least a vector, but saw shape: " + shape);
        }
        Shape row = ElementShape.of(c.peek(1));
        if (shape.hasRank() && !row.isCompatibleWith(shape.slice(1, shape.rank()))) {
            throw misfit(row, shape.slice(1, shape.rank()), c::error);
        }
        return List.of(Shape.scalar());
    }

    private static InvalidArgumentException misfit(
            Shape asked, Shape rows, Function<String, InvalidArgumentException> error) {
        return error.apply("Specified a list with shape " + asked + " from a tensor with shape " + rows);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.inputType(0);
        Shape rows = c.inputShape(0).slice(1, c.inputShape(0).rank());
        return (inputs, outputs) -> {
            Shape asked = ElementShape.of(inputs[1]);
            if (!asked.isCompatibleWith(rows)) {
                throw misfit(asked, rows, c::error);
            }
            TensorList.of(type, asked, TensorRows.of(inputs[0])).give(outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output tensor = c.input(0);
        long length = tensor.shape().hasRank() ? tensor.shape().dim(0) : -1;
        return Arrays.asList(
                TensorListStack.of(
                        c.scope(), c.upstream(0), tensor.dtype(), ElementShape.ofRows(c.scope(), tensor), length),
                null);
    }

    static List<Sample> samples() {
        float[][] rows = {{1, 2}, {3, 4}};
        return List.of(
                Sample.rough(new TensorListFromTensor(), rows, new int[] {-1})
                        .gives(Lists.of(DType.FLOAT32, Shape.of(-1), rows[0], rows[1])),
                Sample.rough(new TensorListFromTensor(), new float[] {1, 2}, new long[0])
                        .gives(Lists.ofScalars(1, 2)),
                Sample.refused(
                        "Specified a list with shape [3] from a tensor with shape [2]",
                        new TensorListFromTensor(),
                        rows,
                        new int[] {3}),
                Sample.refused("Tensor must be at least a vector", new TensorListFromTensor(), 1f, -1));
    }
}

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
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor cut along its first axis into the elements of a list.
 *
 * <p>Inputs: the tensor; the elements' shape as far as it is known ({@link ElementShape}); their lengths, int64. Errors: a
 * scalar; lengths that do not add up to the tensor's.
 */
@OpDef(
        inputs = {"tensor: element_dtype", "element_shape: shape_type", "lengths: int64"},
        outputs = "output_handle: variant",
        attrs = {"element_dtype: type", "shape_type: {int32, int64}"})
public record TensorListSplit() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand tensor, Operand lengths) {
        Shape shape = tensor.asOutput().shape();
        Shape element = shape.hasRank() && shape.rank() > 0 ? shape.with(0, -1) : Shape.unknown();
        return of(scope, tensor, ElementShape.constant(scope, element), lengths);
    }

    static Output of(Scope scope, Operand tensor, Output elementShape, Operand lengths) {
        return scope.output(new TensorListSplit(), tensor, elementShape, lengths);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        if (shape.hasRank() && shape.rank() == 0) {
            throw c.error("Tensor must be at least a vector, but saw shape: " + shape);
        }
        c.withRank(2, 1, "lengths");
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.inputType(0);
        Shape shape = c.inputShape(0);
        Shape row = shape.slice(1, shape.rank());
        return (inputs, outputs) -> {
            List<Tensor> parts = new ArrayList<>();
            long next = 0;
            for (long length : inputs[2].toTensor().longs()) {
                if (length < 0 || length > shape.dim(0) - next) {
                    throw c.error("Expected sum of lengths to be equal to values.shape[0], but sum of lengths is more"
                            + " and values's shape is: " + shape);
                }
                parts.add(TensorRows.part(
                        inputs[0], next, length, Shape.of(length).concat(row)));
                next += length;
            }
            if (next != shape.dim(0)) {
                throw c.error("Unused values in tensor. Length of tensor: " + shape.dim(0) + " Values used: " + next);
            }
            TensorList list = TensorList.of(type, ElementShape.of(inputs[1]), parts);
            parts.forEach(part -> list.requireFit(part.shape()));
            list.give(outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Shape shape = c.input(0).shape();
        Shape element = shape.hasRank() ? shape.with(0, -1) : Shape.unknown();
        Output joined = TensorListConcatV2.of(
                        c.scope(),
                        c.upstream(0),
                        c.input(0).dtype(),
                        ElementShape.constant(c.scope(), element),
                        c.input(2))
                .getFirst();
        return Arrays.asList(joined, null, null);
    }

    static List<Sample> samples() {
        float[] x = {1, 2, 3};
        return List.of(
                Sample.rough(new TensorListSplit(), x, new int[] {-1}, new long[] {2, 1})
                        .gives(Lists.of(DType.FLOAT32, Shape.of(-1), new float[] {1, 2}, new float[] {3})),
                Sample.refused(
                        "Expected sum of lengths to be equal to values.shape[0]",
                        new TensorListSplit(),
                        x,
                        new int[] {-1},
                        new long[] {2, 2}),
                Sample.refused(
                        "Unused values in tensor. Length of tensor: 3 Values used: 2",
                        new TensorListSplit(),
                        x,
                        new int[] {-1},
                        new long[] {2}));
    }
}

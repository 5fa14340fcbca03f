package dev.lamina.op.data;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tensor whose rows are the elements of a list, all of one shape.
 *
 * <p>Inputs: the list, and the elements' shape as far as it is known ({@link ElementShape}). Errors: elements of another
 * type or of different shapes; a list that is empty or of which nothing is set, where no shape is known.
 *
 * @param elementDtype the type of the elements
 * @param numElements how many there have to be; -1 for any number
 */
@OpDef(
        inputs = {"input_handle: variant", "element_shape: int32"},
        outputs = "tensor: element_dtype",
        attrs = {"element_dtype: type", "num_elements: int = -1"})
public record TensorListStack(DType elementDtype, long numElements) implements ShapedByKernel {
    /** Adds the operation, for any number of elements. */
    public static Output of(Scope scope, Operand list, DType elementDtype, Shape elementShape) {
        return of(scope, list, elementDtype, ElementShape.constant(scope, elementShape), -1);
    }

    static Output of(Scope scope, Operand list, DType elementDtype, Output elementShape, long numElements) {
        return scope.output(new TensorListStack(elementDtype, numElements), list, elementShape);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.of(numElements).concat(ElementShape.of(c.peek(1))));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TensorList list = TensorList.in(inputs[0], elementDtype);
            if (numElements >= 0 && numElements != list.size()) {
                throw c.error("Operation expected a list with " + numElements + " elements but got a list with "
                        + list.size() + " elements.");
            }
            Shape row = list.uninitializedShape(ElementShape.of(inputs[1]));
            if (!row.isFullyDefined()) {
                throw c.error(
                        list.size() == 0
                                ? "Tried to stack elements of an empty list with non-fully-defined element_shape: "
                                        + row
                                : "Tried to stack list which only contains uninitialized tensors and has a"
                                        + " non-fully-defined element shape: " + row);
            }
            List<Tensor> rows = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                rows.add(list.get(i, row));
            }
            ShapedByKernel.give(outputs[0], TensorRows.stack(elementDtype, rows, row));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(TensorListFromTensor.of(c.scope(), c.upstream(0)), null);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListStack(DType.FLOAT32, -1), Lists.ofScalars(1, 2, 3), new int[0])
                        .gives(new float[] {1, 2, 3}),
                Sample.rough(
                                new TensorListStack(DType.INT32, 2),
                                Lists.of(DType.INT32, Shape.unknown(), null, new int[] {4, 5}),
                                -1)
                        .gives((Object) new int[][] {{0, 0}, {4, 5}}),
                Sample.rough(new TensorListStack(DType.FLOAT32, -1), Lists.of(DType.FLOAT32, Shape.of(2)), new int[] {-1
                        })
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))),
                Sample.refused(
                        "Operation expected a list with 2 elements but got a list with 3 elements.",
                        new TensorListStack(DType.FLOAT32, 2),
                        Lists.ofScalars(1, 2, 3),
                        new int[0]),
                Sample.refused(
                        "Tried to stack elements of an empty list with non-fully-defined element_shape: [?]",
                        new TensorListStack(DType.FLOAT32, -1),
                        Lists.of(DType.FLOAT32, Shape.of(-1)),
                        -1));
    }
}

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of a list.
 *
 * <p>Inputs: the list, the index, and the element's shape as far as it is known ({@link ElementShape}). Errors: an index
 * outside of the list; an element of another type or shape; one that is not set and of which no shape is known.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"input_handle: variant", "index: int32", "element_shape: int32"},
        outputs = "item: element_dtype",
        attrs = "element_dtype: type")
public record TensorListGetItem(DType elementDtype) implements ShapedByKernel {
    /** Adds the operation; {@code index} is an int32 scalar. */
    public static Output of(Scope scope, Operand list, Operand index, DType elementDtype, Shape elementShape) {
        return of(scope, list, index, elementDtype, ElementShape.constant(scope, elementShape));
    }

    static Output of(Scope scope, Operand list, Operand index, DType elementDtype, Output elementShape) {
        return scope.output(new TensorListGetItem(elementDtype), list, index, elementShape);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(ElementShape.of(c.peek(2)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TensorList list = TensorList.in(inputs[0], elementDtype);
            int index = inputs[1].ints()[0];
            if (index < 0 || index >= list.size()) {
                throw c.error("Trying to access element " + index + " in a list with " + list.size() + " elements.");
            }
            ShapedByKernel.give(outputs[0], list.get(index, ElementShape.of(inputs[2])));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output empty = TensorListReserve.of(
                scope,
                elementDtype,
                TensorListElementShape.of(scope, c.input(0)),
                TensorListLength.of(scope, c.input(0)));
        return Arrays.asList(TensorListSetItem.of(scope, empty, c.input(1), c.upstream(0)), null, null);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListGetItem(DType.FLOAT32), Lists.ofScalars(1, 2, 3), 1, new int[0])
                        .gives(2f),
                Sample.rough(
                                new TensorListGetItem(DType.INT32),
                                Lists.of(DType.INT32, Shape.of(-1), null, new int[] {4, 5}),
                                0,
                                -1)
                        .gives(new int[] {0, 0}),
                Sample.refused(
                        "Trying to access element 3 in a list with 3 elements.",
                        new TensorListGetItem(DType.FLOAT32),
                        Lists.ofScalars(1, 2, 3),
                        3,
                        new int[0]),
                Sample.refused(
                        "Trying to read an uninitialized tensor but element_shape is not fully defined: [?]",
                        new TensorListGetItem(DType.INT32),
                        Lists.of(DType.INT32, Shape.of(-1), (Object) null),
                        0,
                        -1));
    }
}

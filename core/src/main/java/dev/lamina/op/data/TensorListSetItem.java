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
import dev.lamina.op.array.ZerosLike;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list with another element at an index.
 *
 * <p>Errors: an index outside of the list; an element of another type or of a shape that the list does not allow.
 *
 * @param elementDtype the type of the elements
 * @param resizeIfIndexOutOfBounds whether a list that is too short becomes just long enough instead
 */
@OpDef(
        inputs = {"input_handle: variant", "index: int32", "item: element_dtype"},
        outputs = "output_handle: variant",
        attrs = {"element_dtype: type", "resize_if_index_out_of_bounds: bool = false"})
public record TensorListSetItem(DType elementDtype, boolean resizeIfIndexOutOfBounds) implements Op {
    /** Adds the operation; {@code index} is an int32 scalar within the list. */
    public static Output of(Scope scope, Operand list, Operand index, Operand item) {
        return scope.output(new TensorListSetItem(item.asOutput().dtype(), false), list, index, item);
    }

    /** Adds the operation, which makes a list that is too short just long enough. */
    public static Output growing(Scope scope, Operand list, Operand index, Operand item) {
        return scope.output(new TensorListSetItem(item.asOutput().dtype(), true), list, index, item);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TensorList list = TensorList.in(inputs[0], elementDtype);
            int index = inputs[1].ints()[0];
            if (index >= list.size() && resizeIfIndexOutOfBounds) {
                list = list.resized(index + 1L);
            }
            if (index < 0 || index >= list.size()) {
                throw c.error("Trying to modify element " + index + " in a list with " + list.size() + " elements.");
            }
            list.with(index, inputs[2].toTensor()).give(outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output list = c.upstream(0);
        Output item = c.input(2);
        Output others = of(c.scope(), list, c.input(1), ZerosLike.of(c.scope(), item));
        return Arrays.asList(
                resizeIfIndexOutOfBounds ? TensorListResize.asLong(c.scope(), others, c.input(0)) : others,
                null,
                TensorListGetItem.of(c.scope(), list, c.input(1), elementDtype, ElementShape.of(c.scope(), item)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListSetItem(DType.FLOAT32, false), Lists.ofScalars(1, 2, 3), 1, 5f)
                        .gives(Lists.ofScalars(1, 5, 3)),
                Sample.rough(new TensorListSetItem(DType.FLOAT32, true), Lists.ofScalars(1), 1, 5f)
                        .gives(Lists.ofScalars(1, 5)),
                Sample.refused(
                        "a list has at most 2147483647 elements, not 2147483648",
                        new TensorListSetItem(DType.FLOAT32, true),
                        Lists.ofScalars(1),
                        Integer.MAX_VALUE,
                        5f),
                Sample.refused(
                        "Trying to modify element 3 in a list with 3 elements.",
                        new TensorListSetItem(DType.FLOAT32, false),
                        Lists.ofScalars(1, 2, 3),
                        3,
                        5f));
    }
}

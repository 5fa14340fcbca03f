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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list with one more element at its end.
 *
 * <p>Errors: an element of another type or of a shape that the list does not allow; a list that has its maximum of elements.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"input_handle: variant", "tensor: element_dtype"},
        outputs = "output_handle: variant",
        attrs = "element_dtype: type")
public record TensorListPushBack(DType elementDtype) implements Op {
    /** Adds a list with {@code tensor} behind those of another. */
    public static Output of(Scope scope, Operand list, Operand tensor) {
        return scope.output(new TensorListPushBack(tensor.asOutput().dtype()), list, tensor);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TensorList list = TensorList.in(inputs[0], elementDtype);
            list.requireFit(inputs[1].shape());
            if (list.maximum != TensorList.UNBOUNDED && list.size() >= list.maximum) {
                throw c.error("Tried to push item into a full list list size: " + list.size() + " max_num_elements: "
                        + list.maximum);
            }
            list.plus(inputs[1].toTensor()).give(outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output shape = ElementShape.of(c.scope(), c.input(1));
        return List.copyOf(TensorListPopBack.of(c.scope(), c.upstream(0), elementDtype, shape));
    }

    static List<Sample> samples() {
        TensorList full = new TensorList(DType.FLOAT32, Shape.scalar(), 0, PersistentVector.ofNulls(0));
        return List.of(
                Sample.rough(new TensorListPushBack(DType.FLOAT32), Lists.ofScalars(1, 2), 3f)
                        .gives(Lists.ofScalars(1, 2, 3)),
                Sample.refused(
                        "Tried to append a tensor with incompatible shape to a list. Op element shape: [2] list shape: []",
                        new TensorListPushBack(DType.FLOAT32),
                        Lists.ofScalars(1),
                        new float[2]),
                Sample.refused(
                        "Invalid data types; op elements int32 but list elements float",
                        new TensorListPushBack(DType.INT32),
                        Lists.ofScalars(1),
                        2),
                Sample.refused(
                        "Tried to push item into a full list list size: 0 max_num_elements: 0",
                        new TensorListPushBack(DType.FLOAT32),
                        Lists.tensor(full),
                        2f));
    }
}

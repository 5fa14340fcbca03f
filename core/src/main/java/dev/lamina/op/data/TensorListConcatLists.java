package dev.lamina.op.data;

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
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * The elements of one list and behind them those of another: of two lists, or of each pair of two tensors of lists.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"input_a: variant", "input_b: variant"},
        outputs = "output: variant",
        attrs = "element_dtype: type")
public record TensorListConcatLists(DType elementDtype) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand a, Operand b, DType elementDtype) {
        return scope.output(new TensorListConcatLists(elementDtype), a, b);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!c.shape(0).isCompatibleWith(c.shape(1))) {
            throw c.error("Incompatible input TensorList tensor shapes: " + c.shape(0) + " vs. " + c.shape(1));
        }
        return List.of(c.shape(0).merge(c.shape(1)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                TensorList a = TensorList.at(inputs[0], i, elementDtype);
                TensorList b = TensorList.at(inputs[1], i, elementDtype);
                TensorList all = a.resized((long) a.size() + b.size());
                for (int k = 0; k < b.size(); k++) {
                    Tensor element = b.elements.get(k);
                    all = element == null ? all : all.with(a.size() + k, element);
                }
                outputs[0].objects()[i] = all;
            }
        };
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new TensorListConcatLists(DType.FLOAT32), Lists.ofScalars(1, 2), Lists.ofScalars(3))
                        .gives(Lists.ofScalars(1, 2, 3)),
                Sample.refused(
                        "Invalid data types; op elements int32 but list elements float",
                        new TensorListConcatLists(DType.INT32),
                        Lists.ofScalars(1, 2),
                        Lists.ofScalars(3)));
    }
}

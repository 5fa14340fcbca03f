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
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * To each list of a vector of lists its row of a tensor at the end.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"input_handles: variant", "tensor: element_dtype"},
        outputs = "output_handles: variant",
        attrs = "element_dtype: type")
public record TensorListPushBackBatch(DType elementDtype) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand lists, Operand tensor) {
        return scope.output(new TensorListPushBackBatch(tensor.asOutput().dtype()), lists, tensor);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape lists = c.withRank(0, 1, "input_handles");
        Shape rows = c.shape(1);
        if (rows.hasRank() && (rows.rank() == 0 || !lists.isCompatibleWith(rows.slice(0, 1)))) {
            throw c.error(
                    "Expected tensor.shape[0] to be equal to the number of lists, but saw " + rows + " for " + lists);
        }
        return List.of(rows.hasRank() ? lists.merge(rows.slice(0, 1)) : lists);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                TensorList list = TensorList.at(inputs[0], i, elementDtype);
                outputs[0].objects()[i] = list.plus(TensorRows.row(inputs[1], i));
            }
        };
    }

    static List<Sample> samples() {
        Object[] lists = {Lists.list(1), Lists.list()};
        Object[] longer = {Lists.list(1, 5), Lists.list(6)};
        return List.of(
                Sample.rough(
                                new TensorListPushBackBatch(DType.FLOAT32),
                                Tensor.wrap(DType.VARIANT, lists, Shape.of(2)),
                                new float[] {5, 6})
                        .gives(Tensor.wrap(DType.VARIANT, longer, Shape.of(2))),
                Sample.refused(
                        "Expected tensor.shape[0] to be equal to the number of lists",
                        new TensorListPushBackBatch(DType.FLOAT32),
                        Tensor.wrap(DType.VARIANT, lists, Shape.of(2)),
                        new float[] {5}));
    }
}

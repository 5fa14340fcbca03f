package dev.lamina.op.data;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
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
 * The tensor whose rows are some elements of a list, all of one shape.
 *
 * <p>Inputs: the list, the indices, and the elements' shape as far as it is known ({@link ElementShape}). Errors: an index
 * outside of the list; elements of another type or of different shapes, or without a known one.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"input_handle: variant", "indices: int32", "element_shape: int32"},
        outputs = "values: element_dtype",
        attrs = "element_dtype: type")
public record TensorListGather(DType elementDtype) implements ShapedByKernel {
    /** Adds the operation; {@code indices} is an int32 vector. */
    public static Output of(Scope scope, Operand list, Operand indices, DType elementDtype, Shape elementShape) {
        return of(scope, list, indices, elementDtype, ElementShape.constant(scope, elementShape));
    }

    static Output of(Scope scope, Operand list, Operand indices, DType elementDtype, Output elementShape) {
        return scope.output(new TensorListGather(elementDtype), list, indices, elementShape);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(c.withRank(1, 1, "indices").concat(ElementShape.of(c.peek(2))));
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        Shape shape = node.outputShape(output);
        return !shape.hasRank() || !shape.slice(1, shape.rank()).isFullyDefined();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TensorList list = TensorList.in(inputs[0], elementDtype);
            Shape row = list.uninitializedShape(ElementShape.of(inputs[2]));
            List<Tensor> rows = new ArrayList<>();
            for (int index : inputs[1].toTensor().ints()) {
                if (index < 0 || index >= list.size()) {
                    throw c.error("Index " + index + " out of range; list only has " + list.size() + " elements.");
                }
                rows.add(list.get(index, row));
                row = rows.getLast().shape();
            }
            if (!row.isFullyDefined()) {
                throw c.error("Tried to gather zero-elements from a list with non-fully-defined shape: " + row);
            }
            ShapedByKernel.give(outputs[0], TensorRows.stack(elementDtype, rows, row));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output list = TensorListScatterV2.of(
                c.scope(),
                Scattering.sums(c, c.upstream(0), c.input(1), TensorListLength.of(c.scope(), c.input(0))),
                c.input(1),
                TensorListElementShape.of(c.scope(), c.input(0)),
                TensorListLength.of(c.scope(), c.input(0)));
        return Arrays.asList(list, null, null);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new TensorListGather(DType.FLOAT32),
                                Lists.ofScalars(1, 2, 3),
                                new int[] {2, 0, 2},
                                new int[0])
                        .gives(new float[] {3, 1, 3}),
                Sample.refused(
                        "Index 3 out of range; list only has 3 elements.",
                        new TensorListGather(DType.FLOAT32),
                        Lists.ofScalars(1, 2, 3),
                        new int[] {3},
                        new int[0]));
    }
}

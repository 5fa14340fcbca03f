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
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of a tensor's rows, each at an index of its own; of rows for one index the last counts.
 *
 * <p>Inputs: the tensor; the indices; the shape of the rows as far as the list is to know it ({@link ElementShape}); the
 * list's length, -1 for just what the indices need. Errors: another number of indices than of rows; an index outside of the
 * list.
 */
@OpDef(
        inputs = {"tensor: element_dtype", "indices: int32", "element_shape: shape_type", "num_elements: int32"},
        outputs = "output_handle: variant",
        attrs = {"element_dtype: type", "shape_type: {int32, int64}"})
public record TensorListScatterV2() implements Op {
    /** Adds the operation, for a list just as long as the indices need. */
    public static Output of(Scope scope, Operand tensor, Operand indices) {
        Output rows = ElementShape.ofRows(scope, tensor.asOutput());
        return of(scope, tensor, indices, rows, Const.of(scope, -1));
    }

    static Output of(Scope scope, Operand tensor, Operand indices, Output elementShape, Output numElements) {
        return scope.output(new TensorListScatterV2(), tensor, indices, elementShape, numElements);
    }

    /** The form whose list is just as long as the indices need. */
    @OpDef(
            inputs = {"tensor: element_dtype", "indices: int32", "element_shape: shape_type"},
            outputs = "output_handle: variant",
            attrs = {"element_dtype: type", "shape_type: {int32, int64}"})
    record TensorListScatter() implements Superseded {
        @Override
        public Op successor() {
            return new TensorListScatterV2();
        }

        @Override
        public List<? extends Operand> inputs(Scope scope, List<Output> given) {
            return List.of(given.get(0), given.get(1), given.get(2), Const.of(scope, -1));
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.inputType(0);
        return (inputs, outputs) -> {
            int length = inputs[3].ints()[0];
            TensorList empty = new TensorList(
                    type,
                    ElementShape.of(inputs[2]),
                    TensorList.UNBOUNDED,
                    PersistentVector.ofNulls(Math.max(length, 0)));
            Scattering.into(c, empty, inputs[0], inputs[1], length < 0).give(outputs[0]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(Scattering.gradient(c, c.input(0), c.input(1)), null, null, null);
    }

    static List<Sample> samples() {
        float[] x = {1, 2};
        return List.of(
                Sample.rough(new TensorListScatterV2(), x, new int[] {1, 0}, new int[0], -1)
                        .gives(Lists.ofScalars(2, 1)),
                Sample.rough(new TensorListScatterV2(), x, new int[] {2, 0}, new int[0], 3)
                        .gives(Lists.of(DType.FLOAT32, Shape.scalar(), 2f, null, 1f)),
                Sample.refused(
                        "Trying to scatter at index 2 in list with size 2",
                        new TensorListScatterV2(),
                        x,
                        new int[] {2, 0},
                        new int[0],
                        2),
                Sample.refused(
                        "Invalid number of rows in input tensor. Expected: 1 Actual: 2",
                        new TensorListScatterV2(),
                        x,
                        new int[] {0},
                        new int[0],
                        2));
    }
}

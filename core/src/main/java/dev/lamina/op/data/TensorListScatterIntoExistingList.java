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
 * A list with the rows of a tensor in the place of some of its elements; of rows for one index the last counts. A list that
 * is too short becomes just long enough.
 *
 * <p>Errors: another number of indices than of rows; rows of another type or of a shape that the list does not allow.
 *
 * @param elementDtype the type of the elements
 */
@OpDef(
        inputs = {"input_handle: variant", "tensor: element_dtype", "indices: int32"},
        outputs = "output_handle: variant",
        attrs = "element_dtype: type")
public record TensorListScatterIntoExistingList(DType elementDtype) implements Op {
    /** Adds the operation; {@code indices} is an int32 vector. */
    public static Output of(Scope scope, Operand list, Operand tensor, Operand indices) {
        return scope.output(
                new TensorListScatterIntoExistingList(tensor.asOutput().dtype()), list, tensor, indices);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> Scattering.into(
                        c, TensorList.in(inputs[0], elementDtype), inputs[1], inputs[2], true)
                .give(outputs[0]);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output zeros = ZerosLike.of(c.scope(), c.input(1));
        Output others = of(c.scope(), c.upstream(0), zeros, c.input(2));
        return Arrays.asList(
                TensorListResize.asLong(c.scope(), others, c.input(0)),
                Scattering.gradient(c, c.input(1), c.input(2)),
                null);
    }

    static List<Sample> samples() {
        float[] x = {8, 9};
        return List.of(
                Sample.rough(
                                new TensorListScatterIntoExistingList(DType.FLOAT32),
                                Lists.ofScalars(1, 2, 3),
                                x,
                                new int[] {2, 0})
                        .gives(Lists.ofScalars(9, 2, 8)),
                Sample.refused(
                        "a list has at most 2147483647 elements, not 2147483648",
                        new TensorListScatterIntoExistingList(DType.FLOAT32),
                        Lists.ofScalars(1, 2, 3),
                        x,
                        new int[] {Integer.MAX_VALUE, 0}),
                Sample.refused(
                        "Indices in TensorListScatter must all be non-negative.",
                        new TensorListScatterIntoExistingList(DType.FLOAT32),
                        Lists.ofScalars(1, 2, 3),
                        x,
                        new int[] {-1, 0}));
    }
}

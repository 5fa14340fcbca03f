package dev.lamina.op.index;

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
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each value could be put into its row of {@code sorted_inputs} so that it stays in order: how many elements are not greater than it.
 *
 * @param outType the type of the places
 */
@OpDef(
        inputs = {"sorted_inputs: T", "values: T"},
        outputs = "output: out_type",
        attrs = {"T: type", "out_type: {int32, int64} = int32"})
public record UpperBound(DType outType) implements Op {
    /** Adds a search with places in int32; both inputs are matrices of as many rows. */
    public static Output of(Scope scope, Operand sorted, Operand values) {
        return scope.output(new UpperBound(DType.INT32), sorted, values);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return SortedSearch.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return SortedSearch.kernel(c, true);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        float[][] sorted = {{0, 3, 9, 9, 10}, {1, 2, 3, 4, 5}};
        UpperBound op = new UpperBound(DType.INT32);
        return List.of(
                Sample.rough(op, sorted, new float[][] {{2, 4, 9}, {0, 2, 6}}).gives((Object)
                        new int[][] {{1, 2, 4}, {0, 2, 5}}),
                Sample.rough(new UpperBound(DType.INT64), new String[][] {{"a", "b"}}, new String[][] {{"b"}})
                        .gives((Object) new long[][] {{2}}),
                Sample.rough(
                                op,
                                Tensor.of(new long[][] {{1, -1}}, DType.UINT64),
                                Tensor.of(new long[][] {{5}}, DType.UINT64))
                        .gives((Object) new int[][] {{1}}),
                Sample.refused("Leading dim_size of both tensors must match.", op, sorted, new float[1][1]),
                Sample.refused("sorted input argument must be a matrix", op, new float[2], new float[1][1]));
    }
}

package dev.lamina.op.sparse;

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
import dev.lamina.op.array.InvertPermutation;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sparse tensor with its elements in the order of their coordinates, those with equal ones as they were. */
@OpDef(
        inputs = {"input_indices: int64", "input_values: T", "input_shape: int64"},
        outputs = {"output_indices: int64", "output_values: T"},
        attrs = "T: type")
public record SparseReorder() implements Op {
    /** Adds the operation: coordinates and values in order. */
    public static List<Output> of(Scope scope, Operand indices, Operand values, Operand shape) {
        return scope.node(new SparseReorder(), List.of(indices, values, shape)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        long count = Coordinates.check(c, 0, 1, 2);
        return List.of(Shape.of(count, Coordinates.rank(c, 0, 2)), Shape.of(count));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int count = c.inputShape(1).size();
        int rank = (int) c.inputShape(0).dim(1);
        CoordinateOrder order = new CoordinateOrder(c, count, rank);
        return (inputs, outputs) -> {
            int[] rows = order.run(inputs[0]);
            for (int i = 0; i < count; i++) {
                System.arraycopy(inputs[0].array(), rows[i] * rank, outputs[0].array(), i * rank, rank);
                System.arraycopy(inputs[1].array(), rows[i], outputs[1].array(), i, 1);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output numbers = Range.of(scope, Const.of(scope, 0), Size.of(scope, c.input(1)), Const.of(scope, 1));
        Output ordered = of(scope, c.input(0), numbers, c.input(2)).get(1);
        Output back = InvertPermutation.of(scope, ordered);
        return Arrays.asList(null, GatherV2.of(scope, c.upstream(1), back), null);
    }

    static List<Sample> samples() {
        SparseReorder op = new SparseReorder();
        return List.of(
                Sample.of(op, new long[][] {{1, 0}, {0, 1}, {0, 0}}, new float[] {1, 2, 3}, new long[] {2, 2})
                        .gives(new long[][] {{0, 0}, {0, 1}, {1, 0}}, new float[] {3, 2, 1}),
                Sample.rough(op, new long[][] {{1}, {0}, {1}}, new String[] {"a", "b", "c"}, new long[] {2})
                        .gives(new long[][] {{0}, {1}, {1}}, new String[] {"b", "a", "c"}),
                Sample.refused("Input indices should be a matrix", op, new long[2], new float[2], new long[1]),
                Sample.refused("the number of indices and of values", op, new long[2][1], new float[1], new long[1]));
    }
}

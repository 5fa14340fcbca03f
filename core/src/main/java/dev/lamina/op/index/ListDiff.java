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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of the vector {@code x} that {@code y} does not have, in their order and as often as they are there, and where they were.
 *
 * @param outIdx the type of the places
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = {"out: T", "idx: out_idx"},
        attrs = {"T: type", "out_idx: {int32, int64} = int32"})
public record ListDiff(DType outIdx) implements Op {
    /** Adds the operation with places in int32; its two outputs. */
    public static List<Output> of(Scope scope, Operand x, Operand y) {
        return scope.node(new ListDiff(DType.INT32), List.of(x, y)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 1, "x");
        c.withRank(1, 1, "y");
        Tensor x = c.peek(0);
        Tensor y = c.peek(1);
        Shape shape = Shape.unknown(1);
        if (x != null && y != null) {
            Distinct excluded = Distinct.of(y, 0);
            int count = 0;
            for (int i = 0; i < x.size(); i++) {
                count += excluded.contains(y.buffer(), x.buffer(), i) ? 0 : 1;
            }
            shape = Shape.of(count);
        }
        return List.of(shape, shape);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = c.inputShape(0).size();
        Distinct excluded = new Distinct(
                c.inputShape(1),
                0,
                length -> c.workspace(DType.INT32, Shape.of(length)).ints());
        return (inputs, outputs) -> {
            excluded.count(inputs[1], null);
            int next = 0;
            for (int i = 0; i < n; i++) {
                if (!excluded.contains(inputs[1], inputs[0], i)) {
                    System.arraycopy(inputs[0].array(), i, outputs[0].array(), next, 1);
                    Integers.set(outputs[1], next++, i);
                }
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        ListDiff op = new ListDiff(DType.INT32);
        return List.of(
                Sample.rough(op, new int[] {1, 2, 3, 4, 5, 6}, new int[] {1, 3, 5})
                        .gives(new int[] {2, 4, 6}, new int[] {1, 3, 5}),
                Sample.rough(new ListDiff(DType.INT64), new String[] {"a", "b", "a"}, new String[] {"b"})
                        .gives(new String[] {"a", "a"}, new long[] {0, 2}),
                Sample.rough(op, new float[] {1, Float.NaN, -0f}, new float[] {Float.NaN, 0f})
                        .gives(new float[] {1, Float.NaN}, new int[] {0, 1}),
                Sample.rough(op, new int[] {1}, new int[0]).gives(new int[] {1}, new int[] {0}),
                Sample.rough(op, new int[0], new int[] {1}).gives(new int[0], new int[0]),
                Sample.refused("x must have rank 1", op, new int[1][1], new int[1]));
    }
}

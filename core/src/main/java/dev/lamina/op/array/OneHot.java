package dev.lamina.op.array;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For each index a row of {@code depth} elements: {@code on_value} at that index, {@code off_value} elsewhere; all of
 * them {@code off_value} for an index out of range.
 *
 * @param axis the place of the new axis in the output, -1 for the last
 */
@OpDef(
        inputs = {"indices: TI", "depth: int32", "on_value: T", "off_value: T"},
        outputs = "output: T",
        attrs = {"axis: int = -1", "T: type", "TI: {uint8, int8, int32, int64} = int64"})
public record OneHot(long axis) implements ComplexOp.ByParts {
    /** Adds the operation, the new axis being the last. */
    public static Output of(Scope scope, Operand indices, Operand depth, Operand on, Operand off) {
        return scope.output(new OneHot(-1), indices, depth, on, off);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "depth");
        c.withRank(2, 0, "on_value");
        c.withRank(3, 0, "off_value");
        Tensor depth = c.peek(1);
        if (depth != null && depth.longValue() < 0) {
            throw c.error("depth must be non-negative, got: " + depth);
        }
        Shape indices = c.shape(0);
        if (!indices.hasRank()) {
            return List.of(indices);
        }
        int place = Integers.axis(c, axis, indices.rank() + 1);
        return List.of(indices.slice(0, place)
                .concat(Shape.of(depth == null ? -1 : depth.longValue()))
                .concat(indices.slice(place, indices.rank())));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.outputShape(0);
        int place = (int) (axis < 0 ? axis + shape.rank() : axis);
        int depth = (int) shape.dim(place);
        int inner = Strides.count(shape, place + 1, shape.rank());
        return (inputs, outputs) -> {
            Object y = outputs[0].array();
            Spread.run(inputs[3].array(), 0, y, outputs[0].size());
            for (int i = 0; i < inputs[0].size(); i++) {
                long index = inputs[0].asLong(i);
                if (index >= 0 && index < depth) {
                    int row = i / inner * depth + (int) index;
                    System.arraycopy(inputs[2].array(), 0, y, row * inner + i % inner, 1);
                }
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new OneHot(-1), new int[] {0, 2, -1, 3}, 3, 5f, 1f).gives((Object)
                        new float[][] {{5, 1, 1}, {1, 1, 5}, {1, 1, 1}, {1, 1, 1}}),
                Sample.rough(new OneHot(0), new long[] {1, 0, 1}, 2, true, false)
                        .gives((Object) new boolean[][] {{false, true, false}, {true, false, true}}),
                Sample.rough(new OneHot(-1), Tensor.of(1, DType.UINT8), 2, "on", "off")
                        .gives((Object) new String[] {"off", "on"}),
                Sample.refused("depth must be non-negative", new OneHot(-1), new int[] {0}, -1, 1f, 0f));
    }
}

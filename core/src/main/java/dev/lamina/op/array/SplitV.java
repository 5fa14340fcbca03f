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
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The input cut along an axis into parts of the extents that {@code size_splits} names, one of which may be -1: the rest.
 *
 * @param numSplit how many
 */
@OpDef(
        inputs = {"value: T", "size_splits: Tlen", "split_dim: int32"},
        outputs = "output: num_split * T",
        attrs = {"num_split: int", "T: type", "Tlen: {int8, int32, int64} = int64"})
public record SplitV(long numSplit) implements ComplexOp.ByParts {
    /** Adds a split into parts of these extents along this axis. */
    public static List<Output> of(Scope scope, Operand value, int[] sizes, int axis) {
        Output lengths = Const.of(scope.named("size_splits"), sizes);
        return scope.node(new SplitV(sizes.length), List.of(value, lengths, Const.of(scope.named("split_dim"), axis)))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        Tensor sizes = c.value(1);
        Tensor value = c.value(2);
        if (sizes != null && sizes.size() != numSplit) {
            throw c.error(
                    "Length of size_splits should be equal to num_split " + numSplit + ", but got " + sizes.size());
        }
        if (!shape.hasRank() || value == null) {
            return Collections.nCopies((int) numSplit, shape.hasRank() ? Shape.unknown(shape.rank()) : Shape.unknown());
        }
        int axis = Integers.axis(c, value.longValue(), shape.rank());
        if (sizes == null) {
            return Collections.nCopies((int) numSplit, shape.with(axis, -1));
        }
        return LongStream.of(extents(c, Integers.of(sizes), shape.dim(axis)))
                .mapToObj(extent -> shape.with(axis, extent))
                .toList();
    }

    private static long[] extents(ShapeContext c, long[] sizes, long whole) {
        int open = -1;
        long total = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && open < 0) {
                open = i;
            } else if (sizes[i] < 0) {
                throw c.error("Split size at index " + i + " must be >= 0 (one of them may be -1), got " + sizes[i]);
            } else {
                total += sizes[i];
            }
        }
        if (whole >= 0 && (open < 0 ? total != whole : total > whole)) {
            throw c.error("Determined shape must either match input shape along split_dim exactly if fully specified,"
                    + " or be less than the size of the input along split_dim if not fully specified. Got: " + total);
        }
        if (open >= 0) {
            sizes[open] = whole < 0 ? -1 : whole - total;
        }
        return sizes;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Joined.split(c, 0, Integers.axis(c, 2, c.inputShape(0).rank()));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(Joined.gradient(c, c.input(2)), null, null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3, 4}, {5, 6, 7, 8}};
        return List.of(
                Sample.of(new SplitV(2), x, new int[] {1, 3}, 1).gives(new float[][] {{1}, {5}}, new float[][] {
                    {2, 3, 4}, {6, 7, 8}
                }),
                Sample.of(new SplitV(3), x, new long[] {1, -1, 0}, 0)
                        .gives(
                                new float[][] {{1, 2, 3, 4}},
                                new float[][] {{5, 6, 7, 8}},
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 4))),
                Sample.refused("Determined shape must either match", new SplitV(2), x, new int[] {1, 2}, 1),
                Sample.refused("Split size at index 1", new SplitV(2), x, new int[] {-1, -1}, 1));
    }
}

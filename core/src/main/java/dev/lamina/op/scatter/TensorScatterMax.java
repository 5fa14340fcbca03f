package dev.lamina.op.scatter;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherNd;
import dev.lamina.op.index.ScatterNd;
import dev.lamina.op.kernel.Combination;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.SelectV2;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The greater of a tensor and of slices where rows of indices say; the tensor stays as it is. */
@OpDef(
        inputs = {"tensor: T", "indices: Tindices", "updates: T"},
        outputs = "output: T",
        attrs = {"T: type", "Tindices: {int16, int32, int64, uint16}"})
public record TensorScatterMax() implements NdScatter {
    /** Adds a choice of a tensor. */
    public static Output of(Scope scope, Operand tensor, Operand indices, Operand updates) {
        return scope.output(new TensorScatterMax(), tensor, indices, updates);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return NdScatter.kernel(this, c, Combination.MAXIMUM);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return gradientOfExtremes(c);
    }

    /** The gradient is divided equally among all that are the extreme at a place. */
    static List<@Nullable Output> gradientOfExtremes(GradientContext c) {
        Scope scope = c.scope();
        Output indices = NdScatter.indices(c);
        Output there = Equal.of(scope, c.input(0), c.output(0));
        Output given = Equal.of(scope, c.input(2), GatherNd.of(scope, c.output(0), indices));
        Output shape = scope.output(new dev.lamina.op.array.Shape(indices.dtype()), c.input(0));
        Output number = Add.of(
                scope,
                Cast.of(scope, there, c.input(0).dtype()),
                ScatterNd.of(scope, indices, Cast.of(scope, given, c.input(0).dtype()), shape));
        Output share = RealDiv.of(scope, c.upstream(0), number);
        Output zero = Const.of(scope, 0, share.dtype());
        return Arrays.asList(
                SelectV2.of(scope, there, share, zero),
                null,
                SelectV2.of(scope, given, GatherNd.of(scope, share, indices), zero));
    }

    static List<Sample> samples() {
        TensorScatterMax op = new TensorScatterMax();
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofPlaces(
                op,
                Sample.of(op, x, new int[][] {{2}, {1}}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {30, 40}, {10, 20}}),
                Sample.of(op, x, new long[][] {{0, 1}}, new float[] {9}).gives((Object)
                        new float[][] {{1, 9}, {3, 4}, {5, 6}}));
    }
}

package dev.lamina.op.scatter;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.index.GatherNd;
import dev.lamina.op.kernel.Combination;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tensor with slices put where rows of indices say; the tensor stays as it is. */
@OpDef(
        inputs = {"tensor: T", "indices: Tindices", "updates: T"},
        outputs = "output: T",
        attrs = {"T: type", "Tindices: {int16, int32, int64, uint16}"})
public record TensorScatterUpdate() implements NdScatter, ComplexOp.ByParts {
    /** Adds an update of a tensor. */
    public static Output of(Scope scope, Operand tensor, Operand indices, Operand updates) {
        return scope.output(new TensorScatterUpdate(), tensor, indices, updates);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return NdScatter.kernel(this, c, Combination.UPDATE);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output byUpdates = GatherNd.of(c.scope(), c.upstream(0), NdScatter.indices(c));
        Output byTensor = of(c.scope(), c.upstream(0), NdScatter.indices(c), ZerosLike.of(c.scope(), c.input(2)));
        return Arrays.asList(byTensor, null, byUpdates);
    }

    static List<Sample> samples() {
        TensorScatterUpdate op = new TensorScatterUpdate();
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return ScatterSamples.ofPlaces(
                op,
                Sample.of(op, x, new int[][] {{2}, {1}}, new float[][] {{10, 20}, {30, 40}})
                        .gives((Object) new float[][] {{1, 2}, {30, 40}, {10, 20}}),
                Sample.of(op, x, new long[][] {{0, 1}}, new float[] {9}).gives((Object)
                        new float[][] {{1, 9}, {3, 4}, {5, 6}}));
    }
}

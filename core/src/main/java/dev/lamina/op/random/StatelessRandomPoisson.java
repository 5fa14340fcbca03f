package dev.lamina.op.random;

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
import dev.lamina.kernel.random.PoissonSampler;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of Poisson distributions that follow from two seeds alone: the same in each run, and those that TensorFlow draws. Their
 * {@code shape} ends with that of the rates {@code lam}.
 *
 * @param dtype the type of the samples
 */
@OpDef(
        inputs = {"shape: T", "seed: Tseed", "lam: Rtype"},
        outputs = "output: dtype",
        attrs = {
            "Rtype: {half, float, double, int32, int64}",
            "dtype: {half, float, double, int32, int64}",
            "T: {int32, int64}",
            "Tseed: {int32, int64} = int64"
        })
public record StatelessRandomPoisson(DType dtype) implements Op {
    /** Adds samples that follow from two seeds. */
    public static Output of(Scope scope, Operand shape, Operand seed, Operand lam, DType dtype) {
        return scope.output(new StatelessRandomPoisson(dtype), shape, seed, lam);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Ending.shapes(c, 2);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return SamplesKernel.of(c, 2, Start.ofSeeds(1), PoissonSampler::draw);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        StatelessRandomPoisson op = new StatelessRandomPoisson(DType.INT64);
        long[] seed = {7, 8};
        return List.of(
                Sample.rough(op, new int[] {100, 3}, seed, new double[] {0.5, 3, 40}),
                Sample.rough(
                        new StatelessRandomPoisson(DType.FLOAT32), new long[] {700, 2}, new int[] {-1, 2}, new float[] {
                            2, 12
                        }),
                Sample.rough(new StatelessRandomPoisson(DType.FLOAT16), new int[] {2, 3}, seed, 4),
                Sample.rough(op, new int[] {3}, seed, 0f).gives((Object) new long[3]),
                Sample.rough(op, new int[] {0, 2}, seed, new float[] {1, 2})
                        .gives(Tensor.zeros(DType.INT64, Shape.of(0, 2))),
                Sample.refused("Shape passed in must end with", op, new int[] {3, 2}, seed, new float[] {1, 2, 3}),
                Sample.refused("a dimension of -1", op, new int[] {-1}, seed, 3f));
    }
}

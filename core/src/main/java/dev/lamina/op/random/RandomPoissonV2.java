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
import dev.lamina.graph.Superseded;
import dev.lamina.kernel.random.PoissonSampler;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of Poisson distributions: for each rate as many as {@code shape} says, in the shape of both, one behind the other.
 *
 * <p>The n-th run of a session draws what TensorFlow's n-th run draws for the same seeds.
 *
 * @param seed the first seed; with both 0, the numbers are others in each session
 * @param seed2 the second seed
 * @param dtype the type of the samples
 */
@OpDef(
        inputs = {"shape: S", "rate: R"},
        outputs = "output: dtype",
        attrs = {
            "seed: int = 0",
            "seed2: int = 0",
            "S: {int32, int64}",
            "R: {half, float, double, int32, int64} = double",
            "dtype: {half, float, double, int32, int64} = int64"
        },
        stateful = true)
public record RandomPoissonV2(long seed, long seed2, DType dtype) implements Op {
    /** Adds samples, seeded by the graph's seed and the operation's name. */
    public static Output of(Scope scope, Operand shape, Operand rate, DType dtype) {
        return of(scope, shape, rate, dtype, null);
    }

    /** Adds samples; a seed of their own stands in for the name. */
    public static Output of(Scope scope, Operand shape, Operand rate, DType dtype, @Nullable Long seed) {
        Scope named = scope.reserve("RandomPoissonV2");
        Seeds seeds = Seeds.of(named, seed);
        return named.output(new RandomPoissonV2(seeds.seed(), seeds.seed2(), dtype), shape, rate);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Integers.wantedShape(c, 0).concat(c.shape(1)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return SamplesKernel.of(c, 1, Start.ofStream(c, seed, seed2), PoissonSampler::draw);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    /** The form whose samples have the type of the rates. */
    @OpDef(
            inputs = {"shape: S", "rate: dtype"},
            outputs = "output: dtype",
            attrs = {"seed: int = 0", "seed2: int = 0", "S: {int32, int64}", "dtype: {half, float, double}"},
            stateful = true)
    record RandomPoisson(long seed, long seed2, DType dtype) implements Superseded {
        @Override
        public Op successor() {
            return new RandomPoissonV2(seed, seed2, dtype);
        }
    }

    static List<Sample> samples() {
        RandomPoissonV2 op = new RandomPoissonV2(7, 8, DType.INT64);
        return List.of(
                Sample.rough(op, new int[] {100}, new double[] {0.5, 3, 40}),
                Sample.rough(new RandomPoissonV2(7, 8, DType.FLOAT32), new int[] {1000}, new float[] {2, 12}),
                Sample.rough(new RandomPoissonV2(7, 8, DType.FLOAT16), new long[] {2, 3}, 4),
                Sample.rough(op, new int[] {3}, 0f).gives((Object) new long[3]),
                Sample.rough(new RandomPoissonV2(7, 8, DType.FLOAT32), new int[] {1}, new float[] {
                            Float.NaN, Float.POSITIVE_INFINITY
                        })
                        .gives((Object) new float[][] {{Float.NaN, Float.POSITIVE_INFINITY}}),
                Sample.rough(op, new int[] {0}, new float[] {1, 2}).gives(Tensor.zeros(DType.INT64, Shape.of(0, 2))),
                Sample.refused("a dimension of -1", op, new int[] {-1}, 3f),
                Sample.refused("the shape must have rank 1", op, 3, 3f));
    }
}

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
import dev.lamina.kernel.elementary.IncompleteGammaDouble;
import dev.lamina.kernel.random.GammaSampler;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of gamma distributions of scale 1: for each {@code alpha} as many as {@code shape} says, in the shape of both, one behind the
 * other. Those of negative alphas are NaN.
 *
 * <p>The n-th run of a session draws what TensorFlow's n-th run draws for the same seeds.
 *
 * @param seed the first seed; with both 0, the numbers are others in each session
 * @param seed2 the second seed
 */
@OpDef(
        inputs = {"shape: S", "alpha: T"},
        outputs = "output: T",
        attrs = {"seed: int = 0", "seed2: int = 0", "S: {int32, int64}", "T: {half, float, double}"},
        stateful = true)
public record RandomGamma(long seed, long seed2) implements Op {
    /** Adds samples, seeded by the graph's seed and the operation's name. */
    public static Output of(Scope scope, Operand shape, Operand alpha) {
        return of(scope, shape, alpha, null);
    }

    /** Adds samples; a seed of their own stands in for the name. */
    public static Output of(Scope scope, Operand shape, Operand alpha, @Nullable Long seed) {
        Scope named = scope.reserve("RandomGamma");
        Seeds seeds = Seeds.of(named, seed);
        return named.output(new RandomGamma(seeds.seed(), seeds.seed2()), shape, alpha);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Integers.wantedShape(c, 0).concat(c.shape(1)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return SamplesKernel.of(c, 1, Start.ofStream(c, seed, seed2), GammaSampler::draw);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output alpha = c.input(1);
        Output slope = RandomGammaGrad.of(scope, alpha, c.output(0));
        Output all = Mul.of(scope, c.upstream(0), slope);
        return Arrays.asList(null, Unbroadcast.one(c, 1, all));
    }

    /** How samples change with {@code alpha}, broadcasting. */
    @OpDef(
            inputs = {"alpha: T", "sample: T"},
            outputs = "output: T",
            attrs = "T: {float, double}")
    public record RandomGammaGrad() implements BinaryOp.OfDoubles {
        /** Adds derivatives. */
        public static Output of(Scope scope, Operand alpha, Operand sample) {
            return scope.output(new RandomGammaGrad(), alpha, sample);
        }

        @Override
        public void doubles(double[] alpha, double[] sample, double[] z, int from, int to) {
            for (int k = from; k < to; k++) {
                z[k] = IncompleteGammaDouble.sampleDerivative(alpha[k], sample[k]);
            }
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            throw c.notDifferentiable();
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output alpha, Output sample, Output z, Output dz) {
            return BinaryOp.none();
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(new RandomGammaGrad(), new float[] {1, 2.5f, 0.5f}, new float[] {1, 2, 4})
                            .gives(new float[] {1.173563f, 0.9534627f, 3.2062683f}),
                    Sample.rough(new RandomGammaGrad(), new double[][] {{0.1}, {20}}, new double[] {0.25, 18})
                            .gives((Object) new double[][] {
                                {3.644172186891288, 12.757591603831612}, {0.05575578591749664, 0.9561799436078112}
                            }),
                    Sample.rough(new RandomGammaGrad(), new float[] {1, -1, Float.NaN}, new float[] {0, 2, 3})
                            .gives(new float[] {0, Float.NaN, Float.NaN}));
        }
    }

    static List<Sample> samples() {
        RandomGamma op = new RandomGamma(7, 8);
        return List.of(
                Sample.rough(op, new int[] {100}, new double[] {0.5, 3, 40}),
                Sample.rough(op, new int[] {1000}, new float[] {0.25f, 12}),
                // TensorFlow's own for these seeds.
                Sample.rough(new RandomGamma(1, 12), new int[] {2}, new double[] {1.5, 2.5}),
                Sample.rough(op, new int[] {2}, new float[] {0, -1, Float.NaN}).gives((Object)
                        new float[][] {{0, Float.NaN, Float.NaN}, {0, Float.NaN, Float.NaN}}),
                Sample.rough(op, new int[] {0}, new float[] {1, 2}).gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))),
                Sample.refused("a dimension of -1", op, new int[] {-1}, 3f),
                Sample.refused("the shape must have rank 1", op, 3, 3f));
    }
}

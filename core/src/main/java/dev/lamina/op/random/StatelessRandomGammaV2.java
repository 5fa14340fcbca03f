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
import dev.lamina.kernel.random.GammaSampler;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.op.random.RandomGamma.RandomGammaGrad;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of gamma distributions of scale 1 that follow from two seeds alone: the same in each run, and those that TensorFlow draws. Their
 * {@code shape} ends with that of {@code alpha}. Those of negative alphas are NaN.
 */
@OpDef(
        inputs = {"shape: T", "seed: Tseed", "alpha: dtype"},
        outputs = "output: dtype",
        attrs = {"dtype: {half, float, double}", "T: {int32, int64}", "Tseed: {int32, int64} = int64"})
public record StatelessRandomGammaV2() implements Op {
    /** Adds samples that follow from two seeds. */
    public static Output of(Scope scope, Operand shape, Operand seed, Operand alpha) {
        return scope.output(new StatelessRandomGammaV2(), shape, seed, alpha);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Ending.shapes(c, 2);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return SamplesKernel.of(c, 2, Start.ofSeeds(1), GammaSampler::drawStateless);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return gradient(c, 2);
    }

    private static List<@Nullable Output> gradient(GradientContext c, int alpha) {
        Output slope = RandomGammaGrad.of(c.scope(), c.input(alpha), c.output(0));
        List<@Nullable Output> all = new ArrayList<>(Collections.nCopies(alpha, null));
        all.add(Unbroadcast.one(c, alpha, Mul.of(c.scope(), c.upstream(0), slope)));
        return all;
    }

    static List<Sample> samples() {
        StatelessRandomGammaV2 op = new StatelessRandomGammaV2();
        long[] seed = {7, 8};
        return List.of(
                Sample.rough(op, new int[] {100, 4}, seed, new double[] {0.5, 1, 3, 40}),
                Sample.rough(op, new long[] {700, 1, 2}, new int[] {-1, 2}, new float[][] {{0.25f, 12}}),
                Sample.rough(op, new int[] {2, 3}, seed, new float[] {0, -1, Float.NaN})
                        .gives((Object) new float[][] {{0, Float.NaN, Float.NaN}, {0, Float.NaN, Float.NaN}}),
                Sample.rough(op, new int[] {0, 2}, seed, new float[] {1, 2})
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))),
                Sample.refused("Shape passed in must end with", op, new int[] {2}, seed, new float[] {1, 2, 3}),
                Sample.refused("seed must have shape [2], not [1]", op, new int[] {1}, new long[1], 3f));
    }

    /** The form for a generator's key and counter, and its algorithm. */
    @OpDef(
            inputs = {"shape: shape_dtype", "key: uint64", "counter: uint64", "alg: int32", "alpha: dtype"},
            outputs = "output: dtype",
            attrs = {"dtype: {half, float, double}", "shape_dtype: {int32, int64} = int32"})
    public record StatelessRandomGammaV3() implements Op {
        /** Adds samples that follow from a key and a counter. */
        public static Output of(Scope scope, Operand shape, Operand key, Operand counter, Operand alg, Operand alpha) {
            return scope.output(new StatelessRandomGammaV3(), shape, key, counter, alg, alpha);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Start.checkKey(c, 1);
            return Ending.withoutSeeds(c, 4);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return SamplesKernel.of(c, 4, Start.ofKey(c, 1), GammaSampler::drawStateless);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return StatelessRandomGammaV2.gradient(c, 4);
        }

        static List<Sample> samples() {
            StatelessRandomGammaV3 op = new StatelessRandomGammaV3();
            Tensor key = Tensor.of(new long[] {-5}, DType.UINT64);
            Tensor counter = Tensor.of(new long[] {-2, 3}, DType.UINT64);
            return List.of(
                    Sample.rough(op, new int[] {100, 4}, key, counter, 1, new double[] {0.5, 1, 3, 40}),
                    Sample.refused("Unsupported algorithm id: 2", op, new int[] {2}, key, counter, 2, 1f),
                    Sample.refused(
                            "Shape passed in must end with", op, new int[] {2}, key, counter, 1, new float[] {1, 2, 3
                            }));
        }
    }
}

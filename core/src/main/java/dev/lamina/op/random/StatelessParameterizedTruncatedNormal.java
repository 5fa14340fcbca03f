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
import dev.lamina.kernel.random.Philox;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of normal distributions between bounds that follow from two seeds alone. Means, standard deviations and bounds broadcast, and
 * {@code shape} ends with their shape. One bound may be infinite.
 *
 * <p>TensorFlow draws the same on one thread: on more, its numbers depend on how it splits the work.
 *
 * @see <a href="https://arxiv.org/abs/1805.08498">Figurnov et al., Implicit reparameterization gradients (2018)</a>
 */
@OpDef(
        inputs = {"shape: S", "seed: Tseed", "means: dtype", "stddevs: dtype", "minvals: dtype", "maxvals: dtype"},
        outputs = "output: dtype",
        attrs = {"S: {int32, int64}", "Tseed: {int32, int64} = int64", "dtype: {half, float, double}"})
public record StatelessParameterizedTruncatedNormal() implements Op {
    private static final int PARAMETERS = 4;

    /** Adds numbers that follow from two seeds. */
    public static Output of(
            Scope scope,
            Operand shape,
            Operand seed,
            Operand means,
            Operand stddevs,
            Operand minvals,
            Operand maxvals) {
        return scope.output(new StatelessParameterizedTruncatedNormal(), shape, seed, means, stddevs, minvals, maxvals);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Ending.shapes(c, 2, 3, 4, 5);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int size = c.outputShape(0).size();
        if (size == 0) {
            return (inputs, outputs) -> {};
        }
        Repeated given = new Repeated(c, 2, PARAMETERS);
        int distributions = given.count();
        int samples = size / distributions;
        BoundedNormal sampler = new BoundedNormal(c);
        Buffer drawn = c.workspace(DType.FLOAT64, c.outputShape(0));
        double[] parameters = new double[PARAMETERS];
        Philox start = new Philox(0, 0);
        Start beginning = Start.ofSeeds(1);
        return (inputs, outputs) -> {
            beginning.set(inputs, size, start);
            given.read(inputs);
            for (int i = 0; i < distributions; i++) {
                for (int k = 0; k < PARAMETERS; k++) {
                    parameters[k] = given.value(k, i);
                }
                sampler.draw(start, parameters, drawn.doubles(), i, distributions, samples);
            }
            Conversion.run(drawn, outputs[0], 0, size);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output[] by = BoundedNormalGradient.of(
                c.scope(), c.output(0), c.input(2), c.input(3), c.input(4), c.input(5), c.upstream(0));
        return Arrays.asList(
                null,
                null,
                Unbroadcast.one(c, 2, by[0]),
                Unbroadcast.one(c, 3, by[1]),
                Unbroadcast.one(c, 4, by[2]),
                Unbroadcast.one(c, 5, by[3]));
    }

    static List<Sample> samples() {
        StatelessParameterizedTruncatedNormal op = new StatelessParameterizedTruncatedNormal();
        long[] seed = {7, 8};
        float infinity = Float.POSITIVE_INFINITY;
        return List.of(
                Sample.rough(op, new int[] {130, 2}, seed, new float[] {1, 2}, 2f, -3f, 9f),
                Sample.rough(
                        op,
                        new int[] {30, 2, 3},
                        new int[] {-1, 2},
                        0f,
                        new float[] {1, 2, 3},
                        new float[][] {{1}, {2}},
                        2.25f),
                Sample.rough(op, new long[] {5, 2}, seed, 0.0, 1.0, new double[] {3, 4}, new double[] {20, 1e9}),
                Sample.rough(op, new int[] {150}, seed, 2f, 1f, -infinity, -2f),
                Sample.rough(op, new int[] {0, 3}, seed, 2f, 1f, -1f, 1f)
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))),
                Sample.refused("Invalid parameters", op, new int[] {2}, seed, 0f, -1f, 2f, 3f),
                Sample.refused("Shape passed in must end with", op, new int[] {3}, seed, 0f, new float[2], 0f, 1f),
                Sample.refused("seed must have shape [2], not []", op, new int[] {3}, 7L, 0f, 1f, 0f, 1f));
    }
}

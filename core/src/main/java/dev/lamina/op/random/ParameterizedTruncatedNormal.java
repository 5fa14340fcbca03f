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
import dev.lamina.kernel.random.BoundedNormalSampler;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.random.PhiloxStream;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Random numbers of normal distributions between bounds. Mean, standard deviation and bounds are scalars, or vectors with a value for each
 * part along the first axis. One bound may be infinite.
 *
 * <p>The n-th run of a session draws what TensorFlow's n-th run draws for the same seeds on one thread: on more, its numbers depend on how
 * it splits the work.
 *
 * @param seed the first seed; with both 0, the numbers are others in each session
 * @param seed2 the second seed
 */
@OpDef(
        inputs = {"shape: T", "means: dtype", "stdevs: dtype", "minvals: dtype", "maxvals: dtype"},
        outputs = "output: dtype",
        attrs = {"seed: int = 0", "seed2: int = 0", "dtype: {half, bfloat16, float, double}", "T: {int32, int64}"},
        stateful = true)
public record ParameterizedTruncatedNormal(long seed, long seed2) implements Op {
    private static final int PARAMETERS = 4;

    /** So many numbers are drawn one after the other where all have the same parameters. */
    private static final int BATCH = 100;

    /** Adds numbers, seeded by the graph's seed and the operation's name; a seed of their own stands in for the name. */
    public static Output of(
            Scope scope,
            Operand shape,
            Operand means,
            Operand stdevs,
            Operand minvals,
            Operand maxvals,
            @Nullable Long seed) {
        Scope named = scope.reserve("ParameterizedTruncatedNormal");
        Seeds seeds = Seeds.of(named, seed);
        return named.output(
                new ParameterizedTruncatedNormal(seeds.seed(), seeds.seed2()), shape, means, stdevs, minvals, maxvals);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape wanted = Integers.wantedShape(c, 0);
        if (wanted.hasRank() && wanted.rank() == 0) {
            throw c.error("Shape tensor must not be empty, got []");
        }
        for (int i = 1; i <= PARAMETERS; i++) {
            Shape parameter = c.shape(i);
            if (parameter.hasRank() && parameter.rank() > 1) {
                throw c.error("Input " + name(i) + " should be a scalar or vector, got shape: " + parameter);
            }
            long length = parameter.hasRank() && parameter.rank() == 1 ? parameter.dim(0) : 1;
            if (length >= 0 && length != 1 && wanted.hasRank() && wanted.dim(0) >= 0 && wanted.dim(0) != length) {
                throw c.error("Input " + name(i) + " should have length 1 or shape[0], got shape: " + parameter);
            }
        }
        return List.of(wanted);
    }

    private static String name(int input) {
        return switch (input) {
            case 1 -> "means";
            case 2 -> "stddevs";
            case 3 -> "minvals";
            default -> "maxvals";
        };
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int size = c.outputShape(0).size();
        if (size == 0) {
            return (inputs, outputs) -> {};
        }
        boolean isOne = true;
        for (int i = 1; i <= PARAMETERS; i++) {
            // TensorFlow looks for scalar bounds here, also where those of length 1 would do.
            isOne &= i <= 2 ? c.inputShape(i).size() == 1 : c.inputShape(i).rank() == 0;
        }
        int batch = isOne ? BATCH : size / (int) c.outputShape(0).dim(0);
        int batches = Math.ceilDiv(size, batch);
        long blocks = batches * BoundedNormalSampler.BLOCKS_FOR_FOUR * (batch + 3) / 4;
        BoundedNormal sampler = new BoundedNormal(c);
        Buffer drawn = c.workspace(DType.FLOAT64, c.outputShape(0));
        PhiloxStream stream = Start.stream(c, seed, seed2);
        Philox start = new Philox(0, 0);
        double[] parameters = new double[PARAMETERS];
        return (inputs, outputs) -> {
            stream.reserveBlocks(blocks, start);
            for (int i = 0; i < batches; i++) {
                for (int k = 0; k < PARAMETERS; k++) {
                    Buffer values = inputs[k + 1];
                    parameters[k] = values.asDouble(values.size() == 1 ? 0 : i);
                }
                int from = i * batch;
                sampler.draw(start, parameters, drawn.doubles(), from, 1, Math.min(batch, size - from));
            }
            Conversion.run(drawn, outputs[0], 0, size);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        ParameterizedTruncatedNormal op = new ParameterizedTruncatedNormal(7, 8);
        float infinity = Float.POSITIVE_INFINITY;
        return List.of(
                // Much of the distribution, a flat piece of it, its tail, and its other tail.
                Sample.rough(op, new int[] {2, 130}, 1f, 2f, -3f, 9f),
                Sample.rough(op, new int[] {3, 30}, 0f, new float[] {1, 2, 3}, 1f, 1.25f),
                Sample.rough(op, new long[] {2, 5}, 0.0, 1.0, new double[] {3, 4}, new double[] {20, 1e9}),
                Sample.rough(op, new int[] {150}, new float[] {2}, 1f, -infinity, -2f),
                Sample.rough(op, new int[] {2, 20}, 2.0, 1.0, -1.0, Double.POSITIVE_INFINITY),
                Sample.rough(op, new int[] {0, 3}, 2f, 1f, -1f, 1f).gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))),
                Sample.refused("Invalid parameters", op, new int[] {2}, 0f, 1f, 3f, 2f),
                Sample.refused("Input stddevs should have length 1", op, new int[] {3}, 0f, new float[2], 0f, 1f),
                Sample.refused(
                        "Input means should be a scalar or vector", op, new int[] {3}, new float[1][1], 1f, 0f, 1f),
                Sample.refused("Shape tensor must not be empty", op, new int[0], 0f, 1f, 0f, 1f));
    }
}

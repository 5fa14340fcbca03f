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
import dev.lamina.kernel.random.BinomialSampler;
import dev.lamina.kernel.random.BlockNumbers;
import dev.lamina.kernel.random.Philox;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of binomial distributions that follow from two seeds alone: how many of {@code counts} trials succeed with a probability of
 * {@code probs} each. Counts and probabilities broadcast; {@code shape} ends with the shape of both. A probability that is NaN gives NaN, as
 * an integer 0; TensorFlow leaves open which integer.
 *
 * @param dtype the type of the samples
 */
@OpDef(
        inputs = {"shape: S", "seed: Tseed", "counts: T", "probs: T"},
        outputs = "output: dtype",
        attrs = {
            "S: {int32, int64}",
            "Tseed: {int32, int64} = int64",
            "T: {half, float, double, int32, int64} = double",
            "dtype: {half, float, double, int32, int64} = int64"
        })
public record StatelessRandomBinomial(DType dtype) implements Op {
    /** Blocks set aside for each sample where few trials succeed. */
    private static final long FEW_BLOCKS = 42;

    /** Adds samples that follow from two seeds. */
    public static Output of(Scope scope, Operand shape, Operand seed, Operand counts, Operand probs, DType dtype) {
        return scope.output(new StatelessRandomBinomial(dtype), shape, seed, counts, probs);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Ending.shapes(c, 2, 3);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int size = c.outputShape(0).size();
        if (size == 0) {
            return (inputs, outputs) -> {};
        }
        DType type = c.inputType(2);
        Repeated parameters = new Repeated(c, 2, 2);
        int distributions = parameters.count();
        int samples = size / distributions;
        Buffer results = c.workspace(DType.FLOAT64, c.outputShape(0));
        BlockNumbers numbers = new BlockNumbers();
        Philox start = new Philox(0, 0);
        Start beginning = Start.ofSeeds(1);
        return (inputs, outputs) -> {
            beginning.set(inputs, size, start);
            parameters.read(inputs);
            for (int i = 0; i < distributions; i++) {
                double count = parameters.value(0, i);
                double probability = parameters.value(1, i);
                for (int k = 0; k < samples; k++) {
                    results.doubles()[k * distributions + i] =
                            draw(numbers, start, (long) i * samples + k, count, probability, type);
                }
            }
            Conversion.run(results, outputs[0], 0, size);
        };
    }

    private static double draw(
            BlockNumbers numbers, Philox start, long sample, double count, double probability, DType type) {
        if (count <= 0 || probability <= 0) {
            return 0;
        }
        if (probability >= 1) {
            return count;
        }
        if (Double.isNaN(probability)) {
            return Double.NaN;
        }
        boolean isLikely = probability > 0.5;
        double rarer = isLikely ? rounded(1 - probability, type) : probability;
        boolean areMany = rounded(count * rarer, type) >= BinomialSampler.LARGE_FROM;
        numbers.moveTo(start, (areMany ? SamplesKernel.BLOCKS : FEW_BLOCKS) * sample);
        double drawn =
                areMany ? BinomialSampler.large(numbers, count, rarer) : BinomialSampler.small(numbers, count, rarer);
        return isLikely ? count - drawn : drawn;
    }

    /** As the parameters' own type has it: TensorFlow computes in that. */
    private static double rounded(double x, DType type) {
        return switch (type) {
            case FLOAT32 -> (float) x;
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) x));
            default -> x;
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        StatelessRandomBinomial op = new StatelessRandomBinomial(DType.INT64);
        long[] seed = {7, 8};
        return List.of(
                Sample.rough(op, new int[] {100, 4}, seed, new double[] {5, 100, 5, 1000}, new double[] {
                    0.25, 0.25, 0.75, 0.9
                }),
                Sample.rough(
                        new StatelessRandomBinomial(DType.FLOAT32),
                        new int[] {20, 2, 3},
                        new int[] {-1, 2},
                        new float[][] {{4}, {200}},
                        new float[] {0.1f, 0.5f, 0.6f}),
                Sample.rough(op, new int[] {2, 4}, seed, new float[] {3, 0, -1, 9}, new float[] {0, 1, 0.5f, 1})
                        .gives((Object) new long[][] {{0, 0, 0, 9}, {0, 0, 0, 9}}),
                Sample.rough(new StatelessRandomBinomial(DType.FLOAT64), new int[] {1}, seed, 4.0, Double.NaN)
                        .gives((Object) new double[] {Double.NaN}),
                Sample.rough(op, new int[] {0, 2}, seed, new double[] {1, 2}, 0.5)
                        .gives(Tensor.zeros(DType.INT64, Shape.of(0, 2))),
                Sample.refused(
                        "Incompatible shapes: [2] vs. [3]", op, new int[] {6}, seed, new double[2], new double[3]),
                Sample.refused("Shape passed in must end with", op, new int[] {2}, seed, 1.0, new double[3]));
    }
}

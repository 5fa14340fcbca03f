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
import dev.lamina.kernel.random.CategoricalSampler;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.random.PhiloxStream;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Class numbers drawn from categorical distributions: for each row of unnormalised log-probabilities {@code logits}, of
 * shape [rows, classes], {@code num_samples} of them.
 *
 * @param seed the first seed; with both 0, the samples are others in each session
 * @param seed2 the second seed
 * @param outputDtype int32 or int64
 */
@OpDef(
        inputs = {"logits: T", "num_samples: int32"},
        outputs = "output: output_dtype",
        attrs = {
            "seed: int = 0",
            "seed2: int = 0",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "output_dtype: {int32, int64} = int64"
        },
        stateful = true)
public record Multinomial(long seed, long seed2, DType outputDtype) implements Op {
    /** Adds samples as int64, seeded by the graph's seed and the operation's name. */
    public static Output of(Scope scope, Operand logits, Operand numSamples) {
        return of(scope, logits, numSamples, DType.INT64, null);
    }

    /** Adds samples; a seed of their own stands in for the name. */
    public static Output of(Scope scope, Operand logits, Operand numSamples, DType outputDtype, @Nullable Long seed) {
        Scope named = scope.reserve("Multinomial");
        Seeds seeds = Seeds.of(named, seed);
        return named.output(new Multinomial(seeds.seed(), seeds.seed2(), outputDtype), logits, numSamples);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return wanted(c);
    }

    /** The shape of the samples, logits and their number being the first two inputs. */
    static List<Shape> wanted(ShapeContext c) {
        Shape logits = c.shape(0);
        if (logits.hasRank() && logits.rank() != 2) {
            throw c.error("logits should be a matrix, got shape " + logits);
        }
        if (logits.hasRank() && logits.dim(1) == 0) {
            throw c.error("num_classes should be positive, got 0");
        }
        c.withRank(1, 0, "num_samples");
        Tensor samples = c.peek(1);
        if (samples != null && samples.longValue() < 0) {
            throw c.error("num_samples should be nonnegative, got " + samples.longValue());
        }
        return List.of(Shape.of(logits.hasRank() ? logits.dim(0) : -1, samples == null ? -1 : samples.longValue()));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        long reserved = CategoricalSampler.reservedOutputs(
                (int) c.inputShape(0).dim(0), (int) c.outputShape(0).dim(1));
        PhiloxStream stream = Start.stream(c, seed, seed2);
        return kernel(c, (inputs, elements, start) -> stream.reserveOutputs(reserved, start));
    }

    /** The kernel whose numbers begin where that says. */
    static Kernel kernel(KernelContext c, Start beginning) {
        int rows = (int) c.inputShape(0).dim(0);
        int classes = (int) c.inputShape(0).dim(1);
        int samples = (int) c.outputShape(0).dim(1);
        if (rows * samples == 0) {
            return (inputs, outputs) -> {};
        }
        Buffer logits = c.workspace(DType.FLOAT64, c.inputShape(0));
        Buffer drawn = c.workspace(DType.INT64, c.outputShape(0));
        double[] cumulated = new double[classes];
        Philox start = new Philox(0, 0);
        return (inputs, outputs) -> {
            beginning.set(inputs, drawn.size(), start);
            Conversion.run(inputs[0], logits, 0, logits.size());
            CategoricalSampler.sample(logits.doubles(), 0, rows, classes, samples, cumulated, drawn.longs(), 0, start);
            Conversion.run(drawn, outputs[0], 0, drawn.size());
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Multinomial op = new Multinomial(7, 8, DType.INT64);
        float off = Float.NEGATIVE_INFINITY;
        float[][] certain = {{0, off, off}, {off, off, -3}};
        return List.of(
                Sample.rough(op, certain, 4).gives((Object) new long[][] {{0, 0, 0, 0}, {2, 2, 2, 2}}),
                Sample.rough(new Multinomial(7, 8, DType.INT32), new double[][] {{0, 1, 2}}, 100),
                Sample.rough(op, new float[2][3], 0).gives((Object) new long[2][0]),
                Sample.refused("logits should be a matrix, got shape [3]", op, new float[3], 1),
                Sample.refused("num_classes should be positive, got 0", op, new float[2][0], 1),
                Sample.refused("num_samples should be nonnegative, got -1", op, new float[2][3], -1));
    }
}

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
import dev.lamina.kernel.random.CandidateRange;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Candidates of which lower classes are likelier, as those are that are numbered by how often they occur: class k with a probability of
 * {@code log((k + 2) / (k + 1)) / log(rangeMax + 1)}.
 *
 * <p>For true classes of shape [batch, numTrue] it gives the candidates, of shape [numSampled], and how often the true classes and the
 * candidates can be expected among them. The n-th run of a session draws what TensorFlow's n-th run draws for the same seeds.
 *
 * @param numTrue the number of true classes of each example
 * @param numSampled the number of candidates
 * @param unique whether each is drawn at most once
 * @param rangeMax the number of classes
 * @param seed the first seed; with both 0, the candidates are others in each session
 * @param seed2 the second seed
 */
@OpDef(
        inputs = "true_classes: int64",
        outputs = {"sampled_candidates: int64", "true_expected_count: float", "sampled_expected_count: float"},
        attrs = {
            "num_true: int >= 1",
            "num_sampled: int >= 1",
            "unique: bool",
            "range_max: int >= 1",
            "seed: int = 0",
            "seed2: int = 0"
        },
        stateful = true)
public record LogUniformCandidateSampler(
        long numTrue, long numSampled, boolean unique, long rangeMax, long seed, long seed2) implements Op {
    /** Adds a sampler, seeded by the graph's seed and the operation's name; a seed of its own stands in for the name. */
    public static List<Output> of(
            Scope scope,
            Operand trueClasses,
            long numTrue,
            long numSampled,
            boolean unique,
            long rangeMax,
            @Nullable Long seed) {
        Scope named = scope.reserve("LogUniformCandidateSampler");
        Seeds seeds = Seeds.of(named, seed);
        Op op = new LogUniformCandidateSampler(numTrue, numSampled, unique, rangeMax, seeds.seed(), seeds.seed2());
        return named.node(op, List.of(trueClasses)).outputs();
    }

    private Candidates candidates() {
        return new Candidates(numTrue, numSampled, unique);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return candidates().shapes(c, rangeMax);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return candidates().kernel(c, new CandidateRange.LogUniform(rangeMax), seed, seed2);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return CandidateSamples.of(
                LogUniformCandidateSampler::new,
                Sample.rough(new LogUniformCandidateSampler(1, 3, true, 3L << 40, 0, 2), (Object) new long[][] {{11}}));
    }
}

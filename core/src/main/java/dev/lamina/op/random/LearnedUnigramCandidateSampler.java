package dev.lamina.op.random;

import dev.lamina.error.ResourceExhaustedException;
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
import dev.lamina.kernel.random.LearnedUnigrams;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Candidates that are as likely as they were true in the runs of the session so far, each once to begin with.
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
public record LearnedUnigramCandidateSampler(
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
        Scope named = scope.reserve("LearnedUnigramCandidateSampler");
        Seeds seeds = Seeds.of(named, seed);
        Op op = new LearnedUnigramCandidateSampler(numTrue, numSampled, unique, rangeMax, seeds.seed(), seeds.seed2());
        return named.node(op, List.of(trueClasses)).outputs();
    }

    private Candidates candidates() {
        return new Candidates(numTrue, numSampled, unique);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return shapes(c, candidates(), rangeMax);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel(c, candidates(), rangeMax, seed, seed2);
    }

    private static List<Shape> shapes(ShapeContext c, Candidates candidates, long rangeMax) {
        if (rangeMax >= Integer.MAX_VALUE) {
            throw c.error("range_max must be less than 2147483647 for unigram samplers, got " + rangeMax);
        }
        return candidates.shapes(c, rangeMax);
    }

    private static Kernel kernel(KernelContext c, Candidates candidates, long rangeMax, long seed, long seed2) {
        if (rangeMax > LearnedUnigrams.MOST) {
            throw new ResourceExhaustedException(
                    "a sampler learns the weights of at most 2^30 classes, but range_max is " + rangeMax,
                    "take a sampler that does not learn");
        }
        LearnedUnigrams learned = c.resource("", LearnedUnigrams.class, () -> new LearnedUnigrams((int) rangeMax));
        return candidates.kernel(c, learned, seed, seed2);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return CandidateSamples.of(
                LearnedUnigramCandidateSampler::new,
                Sample.refused(
                        "range_max must be less than 2147483647",
                        new LearnedUnigramCandidateSampler(1, 5, true, 1L << 31, 7, 8),
                        (Object) new long[][] {{3}}));
    }

    /**
     * The form that TensorFlow does not guard against runs at one time; here it is guarded all the same.
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
    public record ThreadUnsafeUnigramCandidateSampler(
            long numTrue, long numSampled, boolean unique, long rangeMax, long seed, long seed2) implements Op {
        private Candidates candidates() {
            return new Candidates(numTrue, numSampled, unique);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return LearnedUnigramCandidateSampler.shapes(c, candidates(), rangeMax);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return LearnedUnigramCandidateSampler.kernel(c, candidates(), rangeMax, seed, seed2);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(
                            new ThreadUnsafeUnigramCandidateSampler(1, 5, true, 12, 7, 8), (Object) new long[][] {{3}}),
                    Sample.refused(
                            "range_max must be positive, got 0",
                            new ThreadUnsafeUnigramCandidateSampler(1, 5, false, 0, 7, 8),
                            (Object) new long[][] {{3}}));
        }
    }
}

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
import dev.lamina.kernel.random.FixedUnigrams;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Candidates that are as likely as their given weights, to the power of {@code distortion}, say.
 *
 * <p>For true classes of shape [batch, numTrue] it gives the candidates, of shape [numSampled], and how often the true classes and the
 * candidates can be expected among them. The n-th run of a session draws what TensorFlow's n-th run draws for the same seeds.
 *
 * @param numTrue the number of true classes of each example
 * @param numSampled the number of candidates
 * @param unique whether each is drawn at most once
 * @param rangeMax the number of classes
 * @param vocabFile a file with a line for each class, the weight behind its last comma; empty if the weights are given
 * @param distortion the exponent: 0 makes all equally likely
 * @param numReservedIds so many classes before those with weights are never drawn
 * @param numShards of how many samplers this is one, which share the weights
 * @param shard which one it is: it takes the weights whose number leaves that remainder
 * @param unigrams the weights; empty if they are in a file
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
            "vocab_file: string = ''",
            "distortion: float = 1.0",
            "num_reserved_ids: int = 0",
            "num_shards: int >= 1 = 1",
            "shard: int >= 0 = 0",
            "unigrams: list(float) = []",
            "seed: int = 0",
            "seed2: int = 0"
        },
        stateful = true)
public record FixedUnigramCandidateSampler(
        long numTrue,
        long numSampled,
        boolean unique,
        long rangeMax,
        String vocabFile,
        float distortion,
        long numReservedIds,
        long numShards,
        long shard,
        List<Float> unigrams,
        long seed,
        long seed2)
        implements Op {
    /**
     * Adds a sampler with a weight for each class, seeded by the graph's seed and the operation's name; a seed of its own stands in for the
     * name.
     */
    public static List<Output> of(
            Scope scope,
            Operand trueClasses,
            long numTrue,
            long numSampled,
            boolean unique,
            List<Float> unigrams,
            float distortion,
            @Nullable Long seed) {
        Scope named = scope.reserve("FixedUnigramCandidateSampler");
        Seeds seeds = Seeds.of(named, seed);
        Op op = new FixedUnigramCandidateSampler(
                numTrue,
                numSampled,
                unique,
                unigrams.size(),
                "",
                distortion,
                0,
                1,
                0,
                unigrams,
                seeds.seed(),
                seeds.seed2());
        return named.node(op, List.of(trueClasses)).outputs();
    }

    private Candidates candidates() {
        return new Candidates(numTrue, numSampled, unique);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (vocabFile.isEmpty() == unigrams.isEmpty()) {
            throw c.error(
                    unigrams.isEmpty()
                            ? "Must provide either vocab_file or unigrams."
                            : "Must only provide one of vocab_file and unigrams.");
        }
        if (numShards < 1 || shard < 0 || shard >= numShards || numReservedIds < 0) {
            throw c.error("num_shards must be positive, shard below it, and num_reserved_ids not negative; got "
                    + numShards + ", " + shard + " and " + numReservedIds);
        }
        return candidates().shapes(c, rangeMax);
    }

    @Override
    public boolean canFail() {
        return !vocabFile.isEmpty();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        FixedUnigrams range = c.resource("", FixedUnigrams.class, () -> Unigrams.of(c, this));
        return candidates().kernel(c, range, seed, seed2);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    private static FixedUnigramCandidateSampler given(
            boolean unique, long rangeMax, float distortion, Float... weights) {
        return new FixedUnigramCandidateSampler(
                1, 3, unique, rangeMax, "", distortion, 0, 1, 0, List.of(weights), 7, 8);
    }

    static List<Sample> samples() {
        long[][] classes = {{1}, {0}, {3}};
        FixedUnigramCandidateSampler shard = new FixedUnigramCandidateSampler(
                1, 30, false, 4, "", 0.75f, 2, 2, 1, List.of(4f, 1f, 3f, 9f, 2f, 2f), 7, 8);
        return List.of(
                Sample.rough(given(true, 4, 1, 1f, 2f, 0f, 5f), (Object) classes),
                Sample.rough(given(true, 5, 0.5f, 1f, 2f, 9f, 5f, 30f), (Object) classes),
                Sample.rough(given(false, 4, 0, 1f, 2f, 9f, 5f), (Object) classes),
                Sample.rough(shard, (Object) classes),
                Sample.refused(
                        "range is 3 must be equal to weights size 4", given(false, 3, 1, 1f, 2f, 9f, 5f), (Object)
                                new long[][] {{1}}),
                Sample.refused(
                        "3 different candidates of 2 that have a weight", given(true, 4, 1, 1f, 0f, 0f, 5f), (Object)
                                classes),
                Sample.refused("Must provide either vocab_file or unigrams", given(true, 4, 1), (Object) classes));
    }
}

package dev.lamina.op.random;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.random.CandidateRange;
import dev.lamina.kernel.random.CandidateSampler;
import dev.lamina.kernel.random.LearnedUnigrams;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.random.PhiloxStream;
import dev.lamina.kernel.random.PhiloxWords;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * What all samplers of candidates have in common: true classes as input, of shape [batch, {@code num_true}]; candidates and how often they and
 * the true classes can be expected among them as outputs.
 *
 * @param numTrue the number of true classes of each example
 * @param numSampled the number of candidates
 * @param unique whether each is drawn at most once
 */
record Candidates(long numTrue, long numSampled, boolean unique) {
    /** What a call of a random operation sets aside of its stream, in words, for each candidate. */
    private static final long WORDS = 2048;

    /** The shapes of the outputs. */
    List<Shape> shapes(ShapeContext c) {
        Shape classes = c.shape(0);
        if (numTrue < 1 || numSampled < 1) {
            throw c.error("num_true and num_sampled must be at least 1, got " + numTrue + " and " + numSampled);
        }
        if (classes.hasRank() && classes.rank() != 2) {
            throw c.error("true_classes must be a matrix, got shape " + classes);
        }
        if (classes.hasRank() && classes.dim(1) >= 0 && classes.dim(1) != numTrue) {
            throw c.error("true_classes must have num_true columns, expected: " + numTrue + " was: " + classes.dim(1));
        }
        Shape sampled = Shape.of(numSampled);
        return List.of(sampled, Shape.of(classes.hasRank() ? classes.dim(0) : -1, numTrue), sampled);
    }

    /** The same for a range of so many classes. */
    List<Shape> shapes(ShapeContext c, long rangeMax) {
        if (rangeMax < 1) {
            throw c.error("range_max must be positive, got " + rangeMax);
        }
        if (unique && numSampled > rangeMax) {
            throw c.error("Sampler's range is too small: " + numSampled + " different candidates of " + rangeMax);
        }
        return shapes(c);
    }

    /** The kernel for a range, which is told of the true classes afterwards if it learns. */
    Kernel kernel(KernelContext c, CandidateRange range, long seed, long seed2) {
        if (unique && numSampled > range.possible()) {
            throw c.error("Sampler's range is too small: " + numSampled + " different candidates of " + range.possible()
                    + " that have a weight");
        }
        int count = c.outputShape(0).size();
        int classes = c.inputShape(0).size();
        Shape room = unique ? Shape.of(CandidateSampler.room(count)) : Shape.of(0);
        Buffer taken = c.workspace(DType.INT64, room);
        CandidateSampler sampler = new CandidateSampler(range, unique, taken.longs());
        PhiloxStream stream = Start.stream(c, seed, seed2);
        Philox start = new Philox(0, 0);
        PhiloxWords words = new PhiloxWords(start);
        return (inputs, outputs) -> {
            long[] given = inputs[0].longs();
            check(c, given, classes, range.size());
            stream.reserveWords(WORDS * count, start);
            words.moveTo(start);
            long[] candidates = outputs[0].longs();
            int tries = sampler.draw(words, candidates, count, room.size());
            if (tries < 0) {
                throw c.error("no " + count + " different candidates in 2^31 tries");
            }
            float[] ofTrue = outputs[1].floats();
            for (int i = 0; i < classes; i++) {
                ofTrue[i] = sampler.expected(given[i], count, tries);
            }
            float[] ofSampled = outputs[2].floats();
            for (int i = 0; i < count; i++) {
                ofSampled[i] = sampler.expected(candidates[i], count, tries);
            }
            if (range instanceof LearnedUnigrams learned) {
                for (int i = 0; i < classes; i++) {
                    learned.see(given[i]);
                }
            }
        };
    }

    /** Requires that the first {@code n} classes are in the range. */
    static void check(KernelContext c, long[] classes, int n, long range) {
        for (int i = 0; i < n; i++) {
            if (classes[i] < 0 || classes[i] >= range) {
                throw c.error("`true_candidate` out of range [0, " + range + "), received " + classes[i]);
            }
        }
    }
}

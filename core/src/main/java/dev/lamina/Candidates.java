package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.random.AllCandidateSampler;
import dev.lamina.op.random.ComputeAccidentalHits;
import dev.lamina.op.random.FixedUnigramCandidateSampler;
import dev.lamina.op.random.LearnedUnigramCandidateSampler;
import dev.lamina.op.random.LogUniformCandidateSampler;
import dev.lamina.op.random.UniformCandidateSampler;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Classes drawn as candidates, for losses that look at a few of very many. Each gives the candidates, and how often the true classes, int64 of
 * shape [batch, true classes of an example], and the candidates can be expected among them.
 */
interface Candidates {
    /** Where new operations go. */
    Scope scope();

    /** Candidates of which each of {@code rangeMax} classes is equally likely; {@code unique} ones are drawn once at most. */
    default List<Output> uniformCandidateSampler(Operand trueClasses, int numSampled, boolean unique, long rangeMax) {
        return UniformCandidateSampler.of(
                scope(), trueClasses, perExample(trueClasses), numSampled, unique, rangeMax, null);
    }

    /** The same, of which lower classes are likelier, as those are that are numbered by how often they occur. */
    default List<Output> logUniformCandidateSampler(
            Operand trueClasses, int numSampled, boolean unique, long rangeMax) {
        return LogUniformCandidateSampler.of(
                scope(), trueClasses, perExample(trueClasses), numSampled, unique, rangeMax, null);
    }

    /** The same, that are as likely as they were true in the session so far. */
    default List<Output> learnedUnigramCandidateSampler(
            Operand trueClasses, int numSampled, boolean unique, long rangeMax) {
        return LearnedUnigramCandidateSampler.of(
                scope(), trueClasses, perExample(trueClasses), numSampled, unique, rangeMax, null);
    }

    /** The same, that are as likely as their weights to the power of {@code distortion}. */
    default List<Output> fixedUnigramCandidateSampler(
            Operand trueClasses, int numSampled, boolean unique, List<Float> unigrams, float distortion) {
        return FixedUnigramCandidateSampler.of(
                scope(), trueClasses, perExample(trueClasses), numSampled, unique, unigrams, distortion, null);
    }

    /** All {@code numClasses} classes. */
    default List<Output> allCandidateSampler(Operand trueClasses, int numClasses) {
        return AllCandidateSampler.of(scope(), trueClasses, perExample(trueClasses), numClasses);
    }

    /**
     * Where true classes were drawn as candidates: for each such its example's number, the candidate's place, and the weight
     * {@code -Float.MAX_VALUE}.
     */
    default List<Output> computeAccidentalHits(Operand trueClasses, Operand sampledCandidates) {
        return ComputeAccidentalHits.of(scope(), trueClasses, sampledCandidates, perExample(trueClasses));
    }

    /** The number of true classes of an example. */
    static long perExample(Operand trueClasses) {
        Shape shape = trueClasses.asOutput().shape();
        if (!shape.hasRank() || shape.rank() != 2 || shape.dim(1) < 0) {
            throw new InvalidArgumentException(
                    "true classes must be a matrix whose number of columns is known, got shape " + shape);
        }
        return shape.dim(1);
    }
}

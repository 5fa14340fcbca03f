package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.random.Multinomial;
import dev.lamina.op.random.RandomGamma;
import dev.lamina.op.random.RandomPoissonV2;
import dev.lamina.op.random.RandomShuffle;
import dev.lamina.op.random.RandomStandardNormal;
import dev.lamina.op.random.RandomUniform;
import dev.lamina.op.random.StatelessMultinomial;
import dev.lamina.op.random.StatelessParameterizedTruncatedNormal;
import dev.lamina.op.random.StatelessRandomBinomial;
import dev.lamina.op.random.StatelessRandomGammaV2;
import dev.lamina.op.random.StatelessRandomNormal;
import dev.lamina.op.random.StatelessRandomPoisson;
import dev.lamina.op.random.StatelessRandomUniform;
import dev.lamina.op.random.StatelessRandomUniformInt;
import dev.lamina.op.random.StatelessTruncatedNormal;
import dev.lamina.op.random.TruncatedNormal;
import dev.lamina.tensor.DType;

/**
 * Random numbers, float32, new ones in each run: those that TensorFlow draws for the same seeds.
 *
 * <p>After {@link dev.lamina.graph.Graph#setSeed}, an operation's seed follows from the graph's and from its own name.
 */
interface Randomness {
    /** Where new operations go. */
    Scope scope();

    /** Numbers of the normal distribution with mean 0 and standard deviation 1. */
    default Output randomNormal(long... dims) {
        return randomNormal(0, 1, dims);
    }

    /** Numbers of the normal distribution. */
    default Output randomNormal(float mean, float standardDeviation, long... dims) {
        Scope own = scope().nested("random_normal");
        return scaled(own, RandomStandardNormal.of(own, dims(own, dims), DType.FLOAT32), mean, standardDeviation);
    }

    /** Numbers of the normal distribution with mean 0 and standard deviation 1; beyond 2 they are drawn again. */
    default Output truncatedNormal(long... dims) {
        return truncatedNormal(0, 1, dims);
    }

    /** Numbers of the normal distribution; beyond two standard deviations they are drawn again. */
    default Output truncatedNormal(float mean, float standardDeviation, long... dims) {
        Scope own = scope().nested("truncated_normal");
        return scaled(own, TruncatedNormal.of(own, dims(own, dims), DType.FLOAT32), mean, standardDeviation);
    }

    /** Numbers from 0 (inclusive) to 1 (exclusive), all equally likely. */
    default Output randomUniform(long... dims) {
        return randomUniform(0, 1, dims);
    }

    /** Numbers from {@code low} (inclusive) to {@code high} (exclusive), all equally likely. */
    default Output randomUniform(float low, float high, long... dims) {
        Scope own = scope().nested("random_uniform");
        return scaled(own, RandomUniform.of(own, dims(own, dims), DType.FLOAT32), low, high - low);
    }

    /** The parts along the first axis in random order. */
    default Output randomShuffle(Operand x) {
        return RandomShuffle.of(scope(), x);
    }

    /** Samples of gamma distributions with these shapes and scale 1: as many of each as {@code dims} says, whose axes come first. */
    default Output randomGamma(Operand alpha, long... dims) {
        return RandomGamma.of(scope(), dims(scope().named(null), dims), alpha);
    }

    /** Samples of Poisson distributions with these rates, in their type: as many of each as {@code dims} says, whose axes come first. */
    default Output randomPoisson(Operand rate, long... dims) {
        return RandomPoissonV2.of(
                scope(), dims(scope().named(null), dims), rate, rate.asOutput().dtype());
    }

    /** For each row of unnormalised log-probabilities so many numbers of classes, int64. */
    default Output multinomial(Operand logits, int samples) {
        return Multinomial.of(scope(), logits, Const.of(scope().named(null), samples));
    }

    /** Numbers of the standard normal distribution that follow from two seeds, a vector of integers: the same in each run. */
    default Output statelessRandomNormal(Operand seed, long... dims) {
        return StatelessRandomNormal.of(scope(), dims(scope().named(null), dims), seed, DType.FLOAT32);
    }

    /** Numbers of the standard normal distribution, those beyond 2 drawn again, that follow from two seeds. */
    default Output statelessTruncatedNormal(Operand seed, long... dims) {
        return StatelessTruncatedNormal.of(scope(), dims(scope().named(null), dims), seed, DType.FLOAT32);
    }

    /** Numbers from 0 (inclusive) to 1 (exclusive), all equally likely, that follow from two seeds. */
    default Output statelessRandomUniform(Operand seed, long... dims) {
        return StatelessRandomUniform.of(scope(), dims(scope().named(null), dims), seed, DType.FLOAT32);
    }

    /** Integers from {@code low} (inclusive) to {@code high} (exclusive), in their type, that follow from two seeds. */
    default Output statelessRandomUniformInt(Operand seed, Operand low, Operand high, long... dims) {
        return StatelessRandomUniformInt.of(scope(), dims(scope().named(null), dims), seed, low, high);
    }

    /** Samples of gamma distributions that follow from two seeds; {@code dims} is the whole shape, which ends with that of {@code alpha}. */
    default Output statelessRandomGamma(Operand seed, Operand alpha, long... dims) {
        return StatelessRandomGammaV2.of(scope(), dims(scope().named(null), dims), seed, alpha);
    }

    /** Samples of Poisson distributions that follow from two seeds; {@code dims} is the whole shape, which ends with that of the rates. */
    default Output statelessRandomPoisson(Operand seed, Operand rate, long... dims) {
        return StatelessRandomPoisson.of(
                scope(),
                dims(scope().named(null), dims),
                seed,
                rate,
                rate.asOutput().dtype());
    }

    /**
     * How many of {@code counts} trials succeed, each with a probability of {@code probs}, int64; follows from two seeds. {@code dims} is the
     * whole shape, which ends with that of both.
     */
    default Output statelessRandomBinomial(Operand seed, Operand counts, Operand probs, long... dims) {
        return StatelessRandomBinomial.of(scope(), dims(scope().named(null), dims), seed, counts, probs, DType.INT64);
    }

    /** For each row of unnormalised log-probabilities so many numbers of classes, int64, that follow from two seeds. */
    default Output statelessMultinomial(Operand logits, int samples, Operand seed) {
        return StatelessMultinomial.of(scope(), logits, Const.of(scope().named(null), samples), seed, DType.INT64);
    }

    /**
     * Numbers of normal distributions between bounds, one of which may be infinite, that follow from two seeds. {@code dims} is the whole
     * shape, which ends with that of all parameters.
     */
    default Output statelessParameterizedTruncatedNormal(
            Operand seed, Operand means, Operand deviations, Operand least, Operand greatest, long... dims) {
        return StatelessParameterizedTruncatedNormal.of(
                scope(), dims(scope().named(null), dims), seed, means, deviations, least, greatest);
    }

    private static Output dims(Scope scope, long... dims) {
        return Const.dims(scope.named("shape"), dims);
    }

    private static Output scaled(Scope scope, Output x, float offset, float factor) {
        Output product = factor == 1 ? x : Mul.of(scope, x, Const.of(scope, factor));
        return offset == 0 ? product : Add.of(scope, product, Const.of(scope, offset));
    }
}

package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.random.RandomShuffle;
import dev.lamina.op.random.RandomStandardNormal;
import dev.lamina.op.random.RandomUniform;
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

    private static Output dims(Scope scope, long... dims) {
        return Const.dims(scope.named("shape"), dims);
    }

    private static Output scaled(Scope scope, Output x, float offset, float factor) {
        Output product = factor == 1 ? x : Mul.of(scope, x, Const.of(scope, factor));
        return offset == 0 ? product : Add.of(scope, product, Const.of(scope, offset));
    }
}

package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.SquaredDifference;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.math.Rsqrt;
import dev.lamina.op.reduce.Mean;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Group normalisation: the channels, which are the last axis, are parted into groups; each example's elements of a group are made to have
 * the mean 0 and the variance 1, then multiplied by {@code gamma} and shifted by {@code beta}, one for each channel.
 *
 * @param name the name of its scope
 * @param groups the number of groups, or -1 for one for each channel
 * @param epsilon what keeps the variance from 0
 * @param gamma the factors
 * @param beta what is added
 * @see <a href="https://arxiv.org/abs/1803.08494">Wu, He 2018</a>
 */
public record GroupNormalization(String name, int groups, float epsilon, Parameter gamma, Parameter beta)
        implements Layer {
    /** Checks the numbers. */
    public GroupNormalization {
        if ((groups < 1 && groups != -1) || !(epsilon >= 0)) {
            throw new InvalidArgumentException(name + " needs 1 group or more, or -1, and an epsilon of 0 or more, got "
                    + groups + " and " + epsilon);
        }
    }

    /** So many groups, with Keras's epsilon of 0.001. */
    public GroupNormalization(int groups) {
        this(
                "group_normalization",
                groups,
                0.001f,
                Parameter.of(Initializer.ones()),
                Parameter.of(Initializer.zeros()));
    }

    @Override
    public GroupNormalization named(String name) {
        return new GroupNormalization(name, groups, epsilon, gamma, beta);
    }

    /** The same layer with another epsilon. */
    public GroupNormalization epsilon(float epsilon) {
        return new GroupNormalization(name, groups, epsilon, gamma, beta);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.rank() < 2 || shape.dim(-1) < 0) {
            throw new InvalidArgumentException(
                    name + " needs inputs of two axes or more, the last of a known extent, but is given " + input);
        }
        long channels = shape.dim(-1);
        int parts = groups == -1 ? Math.toIntExact(channels) : groups;
        if (parts == 0 || channels % parts != 0) {
            throw new InvalidArgumentException(
                    name + " cannot part " + channels + " channels into " + groups + " groups of one size");
        }
        Variable factor = gamma.variable(own, "gamma", input.dtype(), Shape.of(channels));
        Variable offset = beta.variable(own, "beta", input.dtype(), Shape.of(channels));
        int size = Math.toIntExact(channels / parts);
        Shape middle = shape.slice(1, shape.rank() - 1);
        int places = middle.isFullyDefined() ? middle.size() : -1;
        return (scope, x, phase) -> {
            Output all = dev.lamina.op.array.Shape.of(scope, x);
            // Examples, places, groups, channels of a group.
            Output count = Slice.of(scope, all, new int[] {0}, new int[] {1});
            Output parted = Const.of(scope.named("parts"), new int[] {places, parts, size});
            Output examples = Reshape.of(scope, x, ConcatV2.of(scope, List.of(count, parted), 0));
            Output axes = Const.of(scope.named("axes"), new int[] {1, 3});
            Output mean = Mean.of(scope, examples, axes, true);
            Output variance = Mean.of(scope, SquaredDifference.of(scope, examples, mean), axes, true);
            Output raised = AddV2.of(scope, variance, Const.of(scope.named("epsilon"), epsilon, x.dtype()));
            Output normal = Mul.of(scope, Sub.of(scope, examples, mean), Rsqrt.of(scope, raised));
            Output back = Reshape.of(scope, normal, all);
            return AddV2.of(scope, Mul.of(scope, back, factor), offset);
        };
    }
}

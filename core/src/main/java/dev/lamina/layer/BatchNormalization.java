package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.SquaredDifference;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.StopGradient;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.math.Rsqrt;
import dev.lamina.op.norm.FusedBatchNormV3;
import dev.lamina.op.reduce.Mean;
import dev.lamina.op.reduce.Prod;
import dev.lamina.op.state.AssignSub;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batch normalisation: {@code gamma * (x - mean) / sqrt(variance + epsilon) + beta}, for each channel, which is the last
 * axis.
 *
 * <p>While the network learns, mean and variance (the biased one) are those of the batch, and {@code moving_mean} and
 * {@code moving_variance} follow them: {@code moving -= (moving - batch) * (1 - momentum)}. These updates join the graph's
 * collection {@link #UPDATES}; they have to run with each step, which {@code Model} sees to, and who writes the loop himself
 * does with {@code tf.group(step, …)}. When the network is used, and where the layer is frozen, the moving ones are taken. Float32 images
 * are normalised by {@link FusedBatchNormV3}; the moving variance is the biased one for them too.
 *
 * @param name the name of its scope
 * @param momentum how slowly the moving averages follow, from 0 to 1
 * @param epsilon what keeps the variance from 0
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe, Szegedy 2015</a>
 */
public record BatchNormalization(String name, float momentum, float epsilon) implements Layer {
    /** The graph's collection of operations that have to run with each step, as TensorFlow names it. */
    public static final String UPDATES = "update_ops";

    /** Checks the numbers. */
    public BatchNormalization {
        if (!(momentum >= 0 && momentum <= 1) || !(epsilon >= 0)) {
            throw new InvalidArgumentException(
                    "batch normalisation needs a momentum from 0 to 1 and an epsilon of 0 or more, got " + momentum
                            + " and " + epsilon);
        }
    }

    /** With TensorFlow's momentum of 0.99 and epsilon of 0.001. */
    public BatchNormalization() {
        this("batch_normalization", 0.99f, 0.001f);
    }

    /** The same layer with another momentum. */
    public BatchNormalization momentum(float momentum) {
        return new BatchNormalization(name, momentum, epsilon);
    }

    @Override
    public BatchNormalization named(String name) {
        return new BatchNormalization(name, momentum, epsilon);
    }

    /** The operations of a graph that have to run with each step. */
    public static List<Node> updates(Graph graph) {
        return graph.collection(UPDATES).stream()
                .map(member -> member instanceof Output output ? output.node() : (Node) member)
                .toList();
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.rank() < 2 || shape.dim(shape.rank() - 1) < 0) {
            throw new InvalidArgumentException(
                    name + " needs inputs of two axes or more, the last of a known extent, but is given " + input);
        }
        Shape channels = Shape.of(shape.dim(shape.rank() - 1));
        Parameter ones = Parameter.of(Initializer.ones());
        Parameter zeros = Parameter.of(Initializer.zeros());
        Variable gamma = ones.variable(own, "gamma", input.dtype(), channels);
        Variable beta = zeros.variable(own, "beta", input.dtype(), channels);
        Variable mean = zeros.variable(own, "moving_mean", input.dtype(), channels, false);
        Variable variance = ones.variable(own, "moving_variance", input.dtype(), channels, false);
        boolean isFrozen = own.isFrozen();
        return (scope, x, phase) -> phase == Phase.INFERENCE || isFrozen
                ? normalized(scope, x, mean.asOutput(), variance.asOutput(), gamma, beta)
                : trained(scope, x, mean, variance, gamma, beta);
    }

    private static boolean isFused(Output x) {
        return x.shape().rank() == 4 && x.dtype() == DType.FLOAT32;
    }

    private Output fused(Scope scope, Output x, Variable mean, Variable variance, Variable gamma, Variable beta) {
        Output none = Const.of(scope.named("none"), new float[0]);
        List<Output> results = FusedBatchNormV3.of(scope, x, gamma, beta, none, none, epsilon, "NHWC", true);
        follow(scope, mean, results.get(1));
        // Of n elements the unbiased variance is the biased one times n / (n - 1).
        Scope own = scope.nested("biased");
        Output places = Slice.of(own, Axes.shapeOf(own, x), new int[] {0}, new int[] {3});
        Output n = Cast.of(own, Prod.of(own, places, Const.of(own.named("axis"), 0), false), x.dtype());
        Output share = RealDiv.of(own, Sub.of(own, n, Const.of(own.named("one"), 1f)), n);
        follow(scope, variance, Mul.of(own, results.get(2), share));
        return results.getFirst();
    }

    private Output trained(Scope scope, Output x, Variable mean, Variable variance, Variable gamma, Variable beta) {
        if (isFused(x)) {
            return fused(scope, x, mean, variance, gamma, beta);
        }
        Scope moments = scope.nested("moments");
        int[] axes = IntStream.range(0, x.shape().rank() - 1).toArray();
        Output batchMean = mean(moments, "mean", x, axes);
        Output batchVariance =
                mean(moments, "variance", SquaredDifference.of(moments, x, StopGradient.of(moments, batchMean)), axes);
        follow(scope, mean, batchMean);
        follow(scope, variance, batchVariance);
        return normalized(scope, x, batchMean, batchVariance, gamma, beta);
    }

    private static Output mean(Scope moments, String name, Output x, int[] axes) {
        return Mean.of(moments.named(name), x, Const.of(moments.named(name + "/reduction_indices"), axes), false);
    }

    private void follow(Scope scope, Variable moving, Output batch) {
        Scope own = scope.nested("AssignMovingAvg");
        Output decay = Const.of(own.named("decay"), 1 - momentum, moving.dtype());
        Output change = Mul.of(own, Sub.of(own, moving, batch), decay);
        scope.graph().addToCollection(UPDATES, AssignSub.of(own.itself(), moving.ref(), change));
    }

    private Output normalized(Scope scope, Output x, Output mean, Output variance, Variable gamma, Variable beta) {
        if (isFused(x)) {
            return FusedBatchNormV3.of(scope, x, gamma, beta, mean, variance, epsilon, "NHWC", false)
                    .getFirst();
        }
        Scope own = scope.nested("batchnorm");
        Output raised = Add.of(own, variance, Const.of(own.named("epsilon"), epsilon, variance.dtype()));
        Output factor = Mul.of(own, Rsqrt.of(own, raised), gamma);
        Output offset = Sub.of(own, beta, Mul.of(own, mean, factor));
        return Add.of(own, Mul.of(own, x, factor), offset);
    }
}

package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.ResidualNetwork;
import dev.lamina.benchmarks.workload.ResidualNetwork.Block;
import dev.lamina.benchmarks.workload.ResidualNetwork.Convolution;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A residual network. */
final class Residual extends Forward {
    private final ResidualNetwork network;
    private final Operand<TFloat32> x;
    private final List<Op> updates = new ArrayList<>();

    Residual(Ops tf, Variables variables, ResidualNetwork network, Operand<TFloat32> x) {
        super(tf, variables);
        this.network = network;
        this.x = x;
    }

    @Override
    boolean isSame() {
        return false;
    }

    @Override
    List<Op> updates() {
        return updates;
    }

    @Override
    Operand<TFloat32> logits(boolean trains) {
        Operand<TFloat32> input = tf.nn.relu(convolved(network.first(), x, trains));
        if (network.isLarge()) {
            input = tf.nn.maxPool(
                    input, tf.constant(new int[] {1, 3, 3, 1}), tf.constant(new int[] {1, 2, 2, 1}), "SAME");
        }
        for (Block block : network.all()) {
            Operand<TFloat32> before = input;
            Operand<TFloat32> first = tf.nn.relu(convolved(block.first(), before, trains));
            Operand<TFloat32> second = convolved(block.second(), first, trains);
            Operand<TFloat32> shortcut = block.shortcut()
                    .map(each -> convolved(each, before, trains))
                    .orElse(before);
            input = tf.nn.relu(tf.math.add(second, shortcut));
        }
        return dense(tf.math.mean(input, tf.constant(new int[] {1, 2})), "dense");
    }

    private Operand<TFloat32> convolved(Convolution c, Operand<TFloat32> input, boolean trains) {
        Operand<TFloat32> sum = sum(c, input, trains);
        Variable<TFloat32> mean = variables.get(c.norm() + "/moving_mean");
        Variable<TFloat32> variance = variables.get(c.norm() + "/moving_variance");
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> norm = tf.nn.fusedBatchNorm(
                sum,
                variables.get(c.norm() + "/gamma"),
                variables.get(c.norm() + "/beta"),
                trains ? none : mean,
                trains ? none : variance,
                FusedBatchNorm.epsilon(ResidualNetwork.EPSILON),
                FusedBatchNorm.isTraining(trains));
        if (trains) {
            follow(mean, norm.batchMean());
            follow(variance, norm.batchVariance());
        }
        return norm.y();
    }

    /** As the C library has no gradient for an explicit border, zeros are put around what is trained by steps of two. */
    private Operand<TFloat32> sum(Convolution c, Operand<TFloat32> input, boolean trains) {
        Operand<TFloat32> kernel = variables.get(c.name() + "/kernel");
        int border = c.border();
        List<Long> strides = List.of(1L, (long) c.stride(), (long) c.stride(), 1L);
        if (c.stride() == 1 || border == 0) {
            return tf.nn.conv2d(input, kernel, strides, "SAME");
        }
        if (trains) {
            Operand<TInt32> zeros = tf.constant(new int[][] {{0, 0}, {border, border}, {border, border}, {0, 0}});
            return tf.nn.conv2d(tf.pad(input, zeros, tf.constant(0f)), kernel, strides, "VALID");
        }
        long each = border;
        return tf.nn.conv2d(
                input,
                kernel,
                strides,
                "EXPLICIT",
                Conv2d.explicitPaddings(List.of(0L, 0L, each, each, each, each, 0L, 0L)));
    }

    private void follow(Variable<TFloat32> moving, Operand<TFloat32> batch) {
        Operand<TFloat32> decay = tf.constant(1 - ResidualNetwork.MOMENTUM);
        updates.add(tf.assignSub(moving, tf.math.mul(tf.math.sub(moving, batch), decay)));
    }
}

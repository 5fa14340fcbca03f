package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.Network;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Dense layers, behind convolutions perhaps. */
final class Feedforward extends Forward {
    private final Network network;
    private final Operand<TFloat32> x;

    Feedforward(Ops tf, Variables variables, Network network, Operand<TFloat32> x) {
        super(tf, variables);
        this.network = network;
        this.x = x;
    }

    @Override
    boolean isSame() {
        return network.equals(network.withoutDropout());
    }

    @Override
    Operand<TFloat32> logits(boolean trains) {
        Operand<TFloat32> input = convolved();
        for (int layer = 0; ; layer++) {
            boolean drops = trains && network.keep(layer) < 1;
            Operand<TFloat32> kept = drops ? dropout(input, network.keep(layer)) : input;
            Operand<TFloat32> sum = tf.nn.biasAdd(
                    tf.linalg.matMul(kept, variables.get("weights" + layer)), variables.get("biases" + layer));
            if (layer == network.layers() - 1) {
                return sum;
            }
            input = tf.nn.relu(sum);
        }
    }

    private Operand<TFloat32> convolved() {
        Operand<TFloat32> input = x;
        int side = network.side(0);
        int convolutions = network.filters().size();
        for (int i = 0; i < convolutions; i++) {
            Operand<TFloat32> images = i == 0 ? tf.reshape(input, tf.constant(new int[] {-1, side, side, 1})) : input;
            Operand<TFloat32> sum = tf.nn.biasAdd(
                    tf.nn.conv2d(images, variables.get("kernel" + i), List.of(1L, 1L, 1L, 1L), "SAME"),
                    variables.get("channelBiases" + i));
            Operand<TInt32> window = tf.constant(new int[] {1, 2, 2, 1});
            input = tf.nn.maxPool(tf.nn.relu(sum), window, window, "VALID");
        }
        return convolutions == 0 ? input : tf.reshape(input, tf.constant(new int[] {-1, network.from(0)}));
    }

    /** As {@code tf.nn.dropout} builds it. */
    private Operand<TFloat32> dropout(Operand<TFloat32> input, float keep) {
        Operand<TFloat32> uniform = tf.random.randomUniform(tf.shape(input), TFloat32.class);
        Operand<TFloat32> mask = tf.dtypes.cast(tf.math.less(uniform, tf.constant(keep)), TFloat32.class);
        return tf.math.mul(tf.math.mul(input, tf.constant(1 / keep)), mask);
    }
}

package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.Transformer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/** A transformer; what goes along the last axis alone is done on rows, examples by tokens. */
final class Attention extends Forward {
    private final Transformer network;
    private final Operand<TFloat32> x;

    Attention(Ops tf, Variables variables, Transformer network, Operand<TFloat32> x) {
        super(tf, variables);
        this.network = network;
        this.x = x;
    }

    @Override
    Operand<TFloat32> logits(boolean trains) {
        Operand<TFloat32> rows = tf.reshape(x, tf.constant(new int[] {-1, network.width()}));
        for (int i = 0; i < network.blocks(); i++) {
            String block = network.block(i);
            Operand<TFloat32> seen = tf.math.add(rows, attention(rows, block + "/multi_head_attention/"));
            Operand<TFloat32> between = normalized(seen, block + "/layer_normalization");
            Operand<TFloat32> hidden = tf.nn.relu(dense(between, block + "/dense"));
            Operand<TFloat32> sum = tf.math.add(between, dense(hidden, block + "/dense_1"));
            rows = normalized(sum, block + "/layer_normalization_1");
        }
        Operand<TFloat32> sequences = tf.reshape(rows, tf.constant(new int[] {-1, network.tokens(), network.width()}));
        return dense(tf.math.mean(sequences, tf.constant(1)), "dense");
    }

    private Operand<TFloat32> attention(Operand<TFloat32> rows, String scope) {
        Operand<TFloat32> scale = tf.constant((float) (1 / Math.sqrt(network.keyDim())));
        Operand<TFloat32> query = tf.math.mul(heads(rows, scope + "query"), scale);
        Operand<TFloat32> key = heads(rows, scope + "key");
        Operand<TFloat32> value = heads(rows, scope + "value");
        Operand<TFloat32> scores = tf.train.batchMatMul(query, key, TFloat32.class, BatchMatMul.adjY(true));
        Operand<TFloat32> sums = tf.train.batchMatMul(tf.nn.softmax(scores), value, TFloat32.class);
        Operand<TFloat32> together = tf.linalg.transpose(sums, tf.constant(new int[] {0, 2, 1, 3}));
        return projected(
                tf.reshape(together, tf.constant(new int[] {-1, network.width()})), scope + "attention_output");
    }

    /** [examples tokens, width] as [examples, heads, tokens, units of a head]. */
    private Operand<TFloat32> heads(Operand<TFloat32> rows, String scope) {
        Operand<TFloat32> split = tf.reshape(
                projected(rows, scope),
                tf.constant(new int[] {-1, network.tokens(), network.heads(), network.keyDim()}));
        return tf.linalg.transpose(split, tf.constant(new int[] {0, 2, 1, 3}));
    }

    /** A product with a kernel that has an axis for the heads. */
    private Operand<TFloat32> projected(Operand<TFloat32> rows, String scope) {
        int[] matrix = {network.width(), network.width()};
        int[] vector = {network.width()};
        return tf.nn.biasAdd(
                tf.linalg.matMul(rows, tf.reshape(variables.get(scope + "/kernel"), tf.constant(matrix))),
                tf.reshape(variables.get(scope + "/bias"), tf.constant(vector)));
    }

    private Operand<TFloat32> normalized(Operand<TFloat32> rows, String scope) {
        Operand<TFloat32> mean = tf.math.mean(rows, tf.constant(1), Mean.keepDims(true));
        Operand<TFloat32> variance =
                tf.math.mean(tf.math.squaredDifference(rows, mean), tf.constant(1), Mean.keepDims(true));
        Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(variance, tf.constant(Transformer.EPSILON)));
        Operand<TFloat32> normal = tf.math.mul(tf.math.sub(rows, mean), scale);
        return tf.math.add(tf.math.mul(normal, variables.get(scope + "/gamma")), variables.get(scope + "/beta"));
    }
}

package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.LstmNetwork;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.BlockLSTMGrad;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * An LSTM as TensorFlow's own operation for a whole sequence. The gradient of that one is not among those which the C library knows, so it is
 * added as TensorFlow's Python adds it.
 */
final class Lstm extends Forward {
    private final LstmNetwork network;
    private final Operand<TInt64> steps;
    private final Operand<TFloat32> states;
    private final Operand<TFloat32> none;
    private final Operand<TFloat32> kernel;
    private final Operand<TFloat32> sequence;
    private final Operand<TFloat32> bias;
    private @Nullable BlockLSTM<TFloat32> lstm;

    Lstm(Ops tf, Variables variables, LstmNetwork network, Operand<TFloat32> x) {
        super(tf, variables);
        this.network = network;
        steps = tf.constant((long) network.steps());
        states = tf.zeros(tf.constant(new int[] {network.batch(), network.units()}), TFloat32.class);
        none = tf.zeros(tf.constant(new int[] {network.units()}), TFloat32.class);
        kernel = tf.concat(
                List.of(variables.get("lstm/kernel"), variables.get("lstm/recurrent_kernel")), tf.constant(0));
        bias = variables.get("lstm/bias");
        sequence = tf.linalg.transpose(x, tf.constant(new int[] {1, 0, 2}));
    }

    @Override
    Operand<TFloat32> logits(boolean trains) {
        lstm = tf.nn.blockLSTM(steps, sequence, states, states, kernel, none, none, none, bias);
        Operand<TFloat32> last =
                tf.slice(lstm.h(), tf.constant(new int[] {network.steps() - 1, 0, 0}), tf.constant(new int[] {
                    1, network.batch(), network.units()
                }));
        return dense(tf.reshape(last, tf.constant(new int[] {network.batch(), network.units()})), "dense");
    }

    @Override
    List<Operand<TFloat32>> gradients(Operand<TFloat32> loss) {
        BlockLSTM<TFloat32> of = lstm;
        if (of == null) {
            throw new IllegalStateException("the logits come first");
        }
        List<Operand<TFloat32>> known =
                gradients(loss, List.of(of.h(), variables.get("dense/kernel"), variables.get("dense/bias")));
        BlockLSTMGrad<TFloat32> all = tf.nn.blockLSTMGrad(
                steps,
                sequence,
                states,
                states,
                kernel,
                none,
                none,
                none,
                bias,
                of.i(),
                of.cs(),
                of.f(),
                of.o(),
                of.ci(),
                of.co(),
                of.h(),
                tf.zerosLike(of.cs()),
                known.get(0),
                false);
        return List.of(
                rows(all.wGrad(), 0, network.features()),
                rows(all.wGrad(), network.features(), network.units()),
                all.bGrad(),
                known.get(1),
                known.get(2));
    }

    private Operand<TFloat32> rows(Operand<TFloat32> matrix, int from, int count) {
        return tf.slice(matrix, tf.constant(new int[] {from, 0}), tf.constant(new int[] {count, -1}));
    }
}

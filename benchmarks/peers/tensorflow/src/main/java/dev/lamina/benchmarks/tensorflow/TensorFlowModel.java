package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.Update;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network as TensorFlow's raw operations; batches lie ready as its own tensors, so that feeding copies nothing. */
final class TensorFlowModel implements Model {
    private final List<TFloat32> images = new ArrayList<>();
    private final List<TFloat32> labels = new ArrayList<>();
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Placeholder<TFloat32> x =
            tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, Data.INPUTS)));
    private final Placeholder<TFloat32> y =
            tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, Data.CLASSES)));
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final List<Op> initializers = new ArrayList<>();
    private final int convolutions;
    private final Operand<TFloat32> logits;
    private final Op step;
    private final Session session;

    TensorFlowModel(Network network, int batches, boolean trains, ConfigProto config) {
        int batch = network.batch();
        for (int i = 0; i < batches; i++) {
            images.add(tensor(Data.images(i, batch), batch, Data.INPUTS));
            if (trains) {
                labels.add(tensor(Data.labels(i, batch), batch, Data.CLASSES));
            }
        }
        List<Placeholder<TFloat32>> initial = new ArrayList<>();
        List<Op> weights = new ArrayList<>();
        convolutions = network.filters().size();
        List<TFloat32> values = new ArrayList<>();
        for (int i = 0; i < convolutions; i++) {
            long[] dims = {Network.KERNEL, Network.KERNEL, network.channels(i), network.channels(i + 1)};
            add(variable(dims), variable(network.channels(i + 1)), initial, weights);
            values.add(tensor(network.kernel(i), dims));
        }
        for (int layer = 0; layer < network.layers(); layer++) {
            add(variable(network.from(layer), network.to(layer)), variable(network.to(layer)), initial, weights);
            values.add(tensor(network.weights(layer), network.from(layer), network.to(layer)));
        }
        logits = forward(network.withoutDropout());
        step = trains ? step(network) : tf.noOp();
        session = new Session(graph, config);
        for (Op initializer : initializers) {
            session.runner().addTarget(initializer).run().close();
        }
        for (int i = 0; i < weights.size(); i++) {
            try (TFloat32 value = values.get(i)) {
                session.runner()
                        .feed(initial.get(i), value)
                        .addTarget(weights.get(i))
                        .run()
                        .close();
            }
        }
    }

    private void add(
            Variable<TFloat32> kernel, Variable<TFloat32> bias, List<Placeholder<TFloat32>> initial, List<Op> weights) {
        initializers.add(tf.assign(bias, zeros(bias)));
        Placeholder<TFloat32> value = tf.placeholder(TFloat32.class);
        initial.add(value);
        weights.add(tf.assign(kernel, value));
        variables.add(kernel);
        variables.add(bias);
    }

    private static TFloat32 tensor(float[] values, long... dims) {
        return TFloat32.tensorOf(Shape.of(dims), DataBuffers.of(values));
    }

    private Variable<TFloat32> variable(long... dims) {
        return tf.variable(Shape.of(dims), TFloat32.class);
    }

    private Operand<TFloat32> zeros(Variable<TFloat32> like) {
        return tf.zeros(tf.constant(like.shape().asArray()), TFloat32.class);
    }

    private Operand<TFloat32> forward(Network network) {
        Operand<TFloat32> input = convolved(network);
        for (int layer = 0; ; layer++) {
            Operand<TFloat32> kept = network.keep(layer) < 1 ? dropout(input, network.keep(layer)) : input;
            Operand<TFloat32> sum =
                    tf.nn.biasAdd(tf.linalg.matMul(kept, kernel(convolutions + layer)), bias(convolutions + layer));
            if (layer == network.layers() - 1) {
                return sum;
            }
            input = tf.nn.relu(sum);
        }
    }

    private Variable<TFloat32> kernel(int layer) {
        return variables.get(2 * layer);
    }

    private Variable<TFloat32> bias(int layer) {
        return variables.get(2 * layer + 1);
    }

    private Operand<TFloat32> convolved(Network network) {
        Operand<TFloat32> input = x;
        int side = network.side(0);
        for (int i = 0; i < convolutions; i++) {
            Operand<TFloat32> images = i == 0 ? tf.reshape(input, tf.constant(new int[] {-1, side, side, 1})) : input;
            Operand<TFloat32> sum =
                    tf.nn.biasAdd(tf.nn.conv2d(images, kernel(i), List.of(1L, 1L, 1L, 1L), "SAME"), bias(i));
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

    private Op step(Network network) {
        boolean dropout = network.keepInput() < 1 || network.keepHidden() < 1;
        Operand<TFloat32> trained = dropout ? forward(network) : logits;
        Output<TFloat32> losses =
                tf.nn.softmaxCrossEntropyWithLogits(trained, y).loss();
        Operand<TFloat32> loss = tf.math.mean(losses, tf.constant(0));
        Gradients gradients = tf.gradients(loss, variables);
        List<Op> updates = new ArrayList<>();
        Operand<TFloat32> rate = tf.constant(Update.RATE);
        // An update must not overtake a gradient that still reads the variable.
        Ops ready = tf.withControlDependencies(new ArrayList<Op>(gradients.dy()));
        Powers powers = new Powers();
        for (int i = 0; i < variables.size(); i++) {
            Variable<TFloat32> variable = variables.get(i);
            Operand<TFloat32> gradient = gradients.dy(i);
            updates.add(
                    switch (network.update()) {
                        case SGD -> ready.train.applyGradientDescent(variable, rate, gradient);
                        case MOMENTUM ->
                            ready.train.applyMomentum(
                                    variable, slot(variable), rate, gradient, tf.constant(Update.MOMENTUM_FACTOR));
                        case ADAM ->
                            ready.train.applyAdam(
                                    variable,
                                    slot(variable),
                                    slot(variable),
                                    powers.beta1,
                                    powers.beta2,
                                    rate,
                                    tf.constant(0.9f),
                                    tf.constant(0.999f),
                                    tf.constant(1e-8f),
                                    gradient);
                    });
        }
        if (network.update() != Update.ADAM) {
            return tf.withControlDependencies(updates).noOp();
        }
        Ops after = tf.withControlDependencies(updates);
        return tf.withControlDependencies(List.of(
                        after.assign(powers.beta1, after.math.mul(powers.beta1, after.constant(0.9f))),
                        after.assign(powers.beta2, after.math.mul(powers.beta2, after.constant(0.999f)))))
                .noOp();
    }

    private Variable<TFloat32> slot(Variable<TFloat32> variable) {
        Variable<TFloat32> slot = variable(variable.shape().asArray());
        initializers.add(tf.assign(slot, zeros(slot)));
        return slot;
    }

    /** Adam's betas to the power of the number of the step. */
    private final class Powers {
        final Variable<TFloat32> beta1 = variable();
        final Variable<TFloat32> beta2 = variable();

        Powers() {
            initializers.add(tf.assign(beta1, tf.constant(0.9f)));
            initializers.add(tf.assign(beta2, tf.constant(0.999f)));
        }
    }

    @Override
    public void train(int index) {
        session.runner()
                .feed(x, images.get(index))
                .feed(y, labels.get(index))
                .addTarget(step)
                .run()
                .close();
    }

    @Override
    public void infer(int index) {
        session.runner().feed(x, images.get(index)).fetch(logits).run().close();
    }

    @Override
    public float[] logits(int index) {
        try (Result result =
                session.runner().feed(x, images.get(index)).fetch(logits).run()) {
            TFloat32 values = (TFloat32) result.get(0);
            float[] logits = new float[(int) values.size()];
            values.copyTo(DataBuffers.of(logits));
            return logits;
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        images.forEach(TFloat32::close);
        labels.forEach(TFloat32::close);
    }
}

package dev.lamina.benchmarks.lamina;

import dev.lamina.Tf;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.LstmNetwork;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.ResidualNetwork;
import dev.lamina.benchmarks.workload.TableNetwork;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Transformer;
import dev.lamina.benchmarks.workload.Update;
import dev.lamina.benchmarks.workload.Weight;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Phase;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network as a graph; batches are tensors around arrays, which each step feeds. */
final class LaminaModel implements Model {
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> labels = new ArrayList<>();
    private final Tf tf = Tf.create();
    private final Output x;
    private final Output y = tf.placeholder(DType.FLOAT32, Shape.of(-1, Data.CLASSES), "y");
    private final Session session = tf.session();
    private final Output logits;
    private final Node step;

    LaminaModel(Task task, int batches, boolean trains) {
        int batch = task.batch();
        Shape example = Shape.of(task.example().stream().mapToLong(each -> each).toArray());
        for (int i = 0; i < batches; i++) {
            inputs.add(input(task, i, Shape.of(batch).concat(example)));
            if (trains) {
                labels.add(Tensor.wrap(Data.labels(i, batch), batch, Data.CLASSES));
            }
        }
        x = tf.placeholder(inputs.getFirst().dtype(), Shape.of(-1).concat(example), "x");
        tf.graph().setSeed(1);
        Forward forward = switch (task) {
            case Network network -> new Feedforward(tf, network);
            case ResidualNetwork network -> new Residual(tf, network);
            case LstmNetwork network -> Layered.of(tf, network);
            case Transformer network -> Layered.of(tf, network);
            case TableNetwork network -> Layered.of(tf, network);
        };
        logits = forward.logits(x, Phase.INFERENCE);
        step = trains ? step(task, forward) : tf.group();
        session.run(tf.globalVariablesInitializer());
        Map<String, Tensor> initial = new LinkedHashMap<>();
        for (Weight weight : task.weights()) {
            initial.put(weight.name(), Tensor.wrap(weight.values(), weight.longDims()));
        }
        session.load(initial);
    }

    private static Tensor input(Task task, int index, Shape shape) {
        return task.numbers() > 0
                ? Tensor.wrap(DType.INT32, Data.numbers(task, index), shape)
                : Tensor.wrap(DType.FLOAT32, Data.inputs(task, index), shape);
    }

    private Node step(Task task, Forward forward) {
        boolean same = task.equals(task.withoutDropout()) && !(task instanceof ResidualNetwork);
        Output trained = same ? logits : forward.logits(x, Phase.TRAINING);
        Optimizer optimizer = switch (task.update()) {
            case SGD -> tf.train.gradientDescent(Update.RATE);
            case MOMENTUM -> tf.train.momentum(Update.RATE, Update.MOMENTUM_FACTOR);
            case ADAM -> task instanceof TableNetwork ? tf.train.lazyAdam(Update.RATE) : tf.train.adam(Update.RATE);
        };
        Node minimized = optimizer.minimize(tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(trained, y)));
        List<Fetch> all = new ArrayList<>(BatchNormalization.updates(tf.graph()));
        all.add(minimized);
        return all.size() == 1 ? minimized : tf.group(all);
    }

    private Feed input(int index) {
        return Feed.of(x, inputs.get(index));
    }

    @Override
    public void train(int index) {
        session.run(step, input(index), Feed.of(y, labels.get(index)));
    }

    @Override
    public void infer(int index) {
        session.run(logits, input(index));
    }

    @Override
    public float[] logits(int index) {
        return session.run(logits, input(index)).floats();
    }

    @Override
    public void close() {
        session.close();
    }
}

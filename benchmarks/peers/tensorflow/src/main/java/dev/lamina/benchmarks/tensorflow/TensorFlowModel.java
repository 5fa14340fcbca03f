package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.LstmNetwork;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.ResidualNetwork;
import dev.lamina.benchmarks.workload.TableNetwork;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Transformer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network as TensorFlow's raw operations; batches lie ready as its own tensors, so that feeding copies nothing. */
final class TensorFlowModel implements Model {
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<TFloat32> labels = new ArrayList<>();
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Operand<?> x;
    private final Placeholder<TFloat32> y =
            tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, Data.CLASSES)));
    private final Operand<TFloat32> logits;
    private final Op step;
    private final Session session;

    TensorFlowModel(Task task, int batches, boolean trains, ConfigProto config) {
        int batch = task.batch();
        Shape example =
                Shape.of(task.example().stream().mapToLong(Integer::longValue).toArray());
        for (int i = 0; i < batches; i++) {
            inputs.add(input(task, i, example.prepend(batch)));
            if (trains) {
                labels.add(Variables.tensor(Data.labels(i, batch), batch, Data.CLASSES));
            }
        }
        Placeholder.Options shape = Placeholder.shape(example.prepend(-1));
        Variables variables = new Variables(tf, task.weights());
        Forward forward;
        if (task instanceof TableNetwork) {
            Placeholder<TInt32> numbers = tf.placeholder(TInt32.class, shape);
            forward = new Table(tf, variables, numbers);
            x = numbers;
        } else {
            Placeholder<TFloat32> floats = tf.placeholder(TFloat32.class, shape);
            forward = forward(task, variables, floats);
            x = floats;
        }
        logits = forward.logits(false);
        step = trains ? step(task, variables, forward) : tf.noOp();
        session = new Session(graph, config);
        variables.initialize(session);
    }

    private Forward forward(Task task, Variables variables, Operand<TFloat32> floats) {
        return switch (task) {
            case Network network -> new Feedforward(tf, variables, network, floats);
            case ResidualNetwork network -> new Residual(tf, variables, network, floats);
            case LstmNetwork network -> new Lstm(tf, variables, network, floats);
            case Transformer network -> new Attention(tf, variables, network, floats);
            case TableNetwork network -> throw new IllegalArgumentException(network + " takes no floats");
        };
    }

    private static Tensor input(Task task, int index, Shape shape) {
        return task.numbers() > 0
                ? TInt32.tensorOf(shape, DataBuffers.of(Data.numbers(task, index)))
                : TFloat32.tensorOf(shape, DataBuffers.of(Data.inputs(task, index)));
    }

    private Op step(Task task, Variables variables, Forward forward) {
        Operand<TFloat32> trained = forward.isSame() ? logits : forward.logits(true);
        Operand<TFloat32> losses =
                tf.nn.softmaxCrossEntropyWithLogits(trained, y).loss();
        Operand<TFloat32> loss = tf.math.mean(losses, tf.constant(0));
        return new Updates(tf, variables).step(task.update(), loss, forward);
    }

    @Override
    public void train(int index) {
        session.runner()
                .feed(x, inputs.get(index))
                .feed(y, labels.get(index))
                .addTarget(step)
                .run()
                .close();
    }

    @Override
    public void infer(int index) {
        session.runner().feed(x, inputs.get(index)).fetch(logits).run().close();
    }

    @Override
    public float[] logits(int index) {
        try (Result result =
                session.runner().feed(x, inputs.get(index)).fetch(logits).run()) {
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
        inputs.forEach(Tensor::close);
        labels.forEach(TFloat32::close);
    }
}

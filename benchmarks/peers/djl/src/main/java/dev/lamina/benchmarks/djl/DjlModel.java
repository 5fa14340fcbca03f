package dev.lamina.benchmarks.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.LstmNetwork;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.ResidualNetwork;
import dev.lamina.benchmarks.workload.TableNetwork;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Transformer;
import dev.lamina.benchmarks.workload.Update;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A network as PyTorch's operations; batches lie in direct buffers, which a step makes arrays of without a copy. */
final class DjlModel implements Model {
    private final Engine engine;
    private final int batch;
    private final Shape inputsShape;
    private final DataType inputType;
    private final Shape labelsShape;
    private final List<ByteBuffer> inputs = new ArrayList<>();
    private final List<ByteBuffer> labels = new ArrayList<>();
    private final NDManager manager;
    private final Parameters parameters;
    private final Forward forward;
    private final Optimizer optimizer;

    DjlModel(Engine engine, Task task, int batches, boolean trains) {
        this.engine = engine;
        batch = task.batch();
        inputsShape = new Shape(
                LongStream.concat(LongStream.of(batch), task.example().stream().mapToLong(Integer::longValue))
                        .toArray());
        inputType = task.numbers() > 0 ? DataType.INT32 : DataType.FLOAT32;
        labelsShape = new Shape(batch, Data.CLASSES);
        for (int i = 0; i < batches; i++) {
            inputs.add(task.numbers() > 0 ? direct(Data.numbers(task, i)) : direct(Data.inputs(task, i)));
            if (trains) {
                labels.add(direct(Data.labels(i, batch)));
            }
        }
        manager = engine.newBaseManager();
        parameters = new Parameters(manager, task, trains);
        forward = switch (task) {
            case Network network -> new Feedforward(parameters, network);
            case ResidualNetwork network -> new Residual(parameters, network);
            case LstmNetwork network -> new Lstm(parameters, network);
            case Transformer network -> new Attention(parameters, network);
            case TableNetwork network -> new Table(parameters, network);
        };
        Tracker rate = Tracker.fixed(Update.RATE);
        optimizer = switch (task.update()) {
            case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
            case MOMENTUM ->
                Optimizer.sgd()
                        .setLearningRateTracker(rate)
                        .optMomentum(Update.MOMENTUM_FACTOR)
                        .build();
            case ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
        };
    }

    private static ByteBuffer direct(float[] values) {
        ByteBuffer buffer = direct(values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    private static ByteBuffer direct(int[] values) {
        ByteBuffer buffer = direct(values.length * Integer.BYTES);
        buffer.asIntBuffer().put(values);
        return buffer;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private NDArray input(NDManager step, int index) {
        return step.create(inputs.get(index), inputsShape, inputType);
    }

    @Override
    public void train(int index) {
        try (NDManager step = manager.newSubManager()) {
            NDArray x = input(step, index);
            NDArray y = step.create(labels.get(index), labelsShape, DataType.FLOAT32);
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray likelihoods = forward.logits(x, true).logSoftmax(1).mul(y);
                collector.backward(likelihoods.sum().mul(-1f / batch));
            }
            List<NDArray> trained = parameters.trained();
            for (int i = 0; i < trained.size(); i++) {
                try (NDArray gradient = trained.get(i).getGradient()) {
                    optimizer.update(Integer.toString(i), trained.get(i), gradient);
                }
            }
        }
    }

    @Override
    public void infer(int index) {
        try (NDManager step = manager.newSubManager()) {
            forward.logits(input(step, index), false);
        }
    }

    @Override
    public float[] logits(int index) {
        try (NDManager step = manager.newSubManager()) {
            return forward.logits(input(step, index), false).toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}

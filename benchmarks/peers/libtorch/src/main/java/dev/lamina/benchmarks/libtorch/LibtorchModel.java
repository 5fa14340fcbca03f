package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.LstmNetwork;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.ResidualNetwork;
import dev.lamina.benchmarks.workload.TableNetwork;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Transformer;
import dev.lamina.benchmarks.workload.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A network as libtorch's operations and optimizers; batches lie in native memory, which a step makes tensors of without
 * a copy. Labels are numbers of classes, the form that its cross-entropy reads fastest.
 */
final class LibtorchModel implements Model {
    private final int batch;
    private final long[] inputsShape;
    private final long[] classesShape;
    private final List<Pointer> inputs = new ArrayList<>();
    private final List<LongPointer> classes = new ArrayList<>();
    private final TensorOptions int64 = new TensorOptions(torch.ScalarType.Long);
    private final TensorOptions inputType;
    private final Parameters parameters;
    private final Forward forward;
    private final Optimizer optimizer;

    LibtorchModel(Task task, int batches, boolean trains) {
        batch = task.batch();
        inputsShape = LongStream.concat(
                        LongStream.of(batch), task.example().stream().mapToLong(Integer::longValue))
                .toArray();
        classesShape = new long[] {batch};
        inputType = new TensorOptions(task.numbers() > 0 ? torch.ScalarType.Int : torch.ScalarType.Float);
        for (int i = 0; i < batches; i++) {
            inputs.add(
                    task.numbers() > 0
                            ? new IntPointer(Data.numbers(task, i))
                            : new FloatPointer(Data.inputs(task, i)));
            if (trains) {
                classes.add(new LongPointer(Data.classes(i, batch)));
            }
        }
        parameters = new Parameters(task, trains);
        forward = switch (task) {
            case Network network -> new Feedforward(parameters, network);
            case ResidualNetwork network -> new Residual(parameters, network);
            case LstmNetwork network -> new Lstm(parameters, network);
            case Transformer network -> new Attention(parameters, network);
            case TableNetwork network -> new Table(parameters, network, trains);
        };
        optimizer = optimizer(task.update(), parameters.trained());
    }

    private static Optimizer optimizer(Update update, TensorVector parameters) {
        if (update == Update.ADAM) {
            return new Adam(parameters, new AdamOptions(Update.RATE));
        }
        SGDOptions options = new SGDOptions(Update.RATE);
        if (update == Update.MOMENTUM) {
            options.momentum().put(Update.MOMENTUM_FACTOR);
        }
        return new SGD(parameters, options);
    }

    private Tensor input(int index) {
        return torch.from_blob(inputs.get(index), inputsShape, inputType);
    }

    @Override
    public void train(int index) {
        try (PointerScope _ = new PointerScope()) {
            Tensor labels = torch.from_blob(classes.get(index), classesShape, int64);
            Tensor loss = torch.cross_entropy_loss(forward.logits(input(index), true), labels);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            if (forward instanceof Table table) {
                table.step(Update.RATE);
            }
        }
    }

    @Override
    public void infer(int index) {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            forward.logits(input(index), false);
        }
    }

    @Override
    public float[] logits(int index) {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            float[] logits = new float[batch * Data.CLASSES];
            forward.logits(input(index), false).contiguous().data_ptr_float().get(logits);
            return logits;
        }
    }

    @Override
    public void close() {
        optimizer.close();
        parameters.close();
        inputs.forEach(Pointer::close);
        classes.forEach(LongPointer::close);
    }
}

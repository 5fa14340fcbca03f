package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The parameters of a network, made from a task's weights in the layout that libtorch has. */
final class Parameters implements AutoCloseable {
    private final Task task;
    private final boolean trains;
    private final List<Tensor> all = new ArrayList<>();
    private final TensorVector trained = new TensorVector();

    Parameters(Task task, boolean trains) {
        this.task = task;
        this.trains = trains;
    }

    /** Those that the optimizer updates. */
    TensorVector trained() {
        return trained;
    }

    /** One that it does not update. */
    Tensor constant(float[] values, long... dims) {
        try (FloatPointer pointer = new FloatPointer(values);
                Tensor view = torch.from_blob(pointer, dims)) {
            Tensor made = view.clone();
            all.add(made);
            return made;
        }
    }

    Tensor of(float[] values, long... dims) {
        return of(constant(values, dims));
    }

    /** Has the optimizer update a tensor. */
    Tensor of(Tensor made) {
        made.set_requires_grad(trains);
        trained.push_back(made);
        return made;
    }

    /** A vector by its name. */
    TensorOptional vector(String name) {
        float[] values = task.weight(name).values();
        return new TensorOptional(of(values, values.length));
    }

    /** A vector by its name that the optimizer does not update. */
    TensorOptional constantVector(String name) {
        float[] values = task.weight(name).values();
        return new TensorOptional(constant(values, values.length));
    }

    /** A matrix by its name, outputs by inputs. */
    Tensor matrix(String name, int outputs) {
        return matrices(outputs, List.of(name));
    }

    /** Matrices by their names, each of so many outputs, as one. */
    Tensor matrices(int outputs, List<String> names) {
        float[] together = new float[0];
        for (String name : names) {
            float[] next = task.weight(name).outputsFirst(outputs);
            together = Arrays.copyOf(together, together.length + next.length);
            System.arraycopy(next, 0, together, together.length - next.length, next.length);
        }
        long rows = (long) names.size() * outputs;
        return of(together, rows, together.length / rows);
    }

    /** A dense layer: its kernel and its bias. */
    Dense dense(String scope, int outputs) {
        return new Dense(matrix(scope + "/kernel", outputs), vector(scope + "/bias"));
    }

    /** x · kernelᵀ + bias. */
    record Dense(Tensor kernel, TensorOptional bias) {
        Tensor of(Tensor x) {
            return torch.linear(x, kernel, bias);
        }
    }

    @Override
    public void close() {
        all.forEach(Tensor::close);
        trained.close();
    }
}

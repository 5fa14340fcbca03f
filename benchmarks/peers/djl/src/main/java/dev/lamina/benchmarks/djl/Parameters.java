package dev.lamina.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import dev.lamina.benchmarks.workload.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parameters of a network, made from a task's weights in the layout that PyTorch has. */
final class Parameters {
    private final NDManager manager;
    private final Task task;
    private final boolean trains;
    private final List<NDArray> trained = new ArrayList<>();

    Parameters(NDManager manager, Task task, boolean trains) {
        this.manager = manager;
        this.task = task;
        this.trains = trains;
    }

    /** Those that the optimizer updates. */
    List<NDArray> trained() {
        return trained;
    }

    /** One that it does not update. */
    NDArray constant(float[] values, long... dims) {
        return manager.create(values, new Shape(dims));
    }

    NDArray of(float[] values, long... dims) {
        NDArray made = constant(values, dims);
        if (trains) {
            made.setRequiresGradient(true);
        }
        trained.add(made);
        return made;
    }

    /** A vector by its name. */
    NDArray vector(String name) {
        float[] values = task.weight(name).values();
        return of(values, values.length);
    }

    /** A vector by its name that the optimizer does not update. */
    NDArray constantVector(String name) {
        float[] values = task.weight(name).values();
        return constant(values, values.length);
    }

    /** A matrix by its name, outputs by inputs. */
    NDArray matrix(String name, int outputs) {
        return matrices(outputs, List.of(name));
    }

    /** Matrices by their names, each of so many outputs, as one. */
    NDArray matrices(int outputs, List<String> names) {
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
    record Dense(NDArray kernel, NDArray bias) {
        NDArray of(NDArray x) {
            return Linear.linear(x, kernel, bias).head();
        }
    }
}

package dev.lamina.benchmarks.workload;

import java.util.List;

/**
 * A table of vectors, of which an example names some by their numbers: their mean goes through a dense layer.
 *
 * @param rows of the table
 * @param width of a row
 * @param ids of an example
 */
public record TableNetwork(int rows, int width, int ids, int batch, Update update) implements Task {
    @Override
    public List<Integer> example() {
        return List.of(ids);
    }

    @Override
    public int numbers() {
        return rows;
    }

    @Override
    public List<Weight> weights() {
        return List.of(
                Weight.uniform("embedding/embeddings", 1, rows, width),
                Weight.he("dense/kernel", width, width, Data.CLASSES),
                Weight.constant("dense/bias", 0, Data.CLASSES));
    }

    @Override
    public double forwardFlops() {
        return 2.0 * batch * width * Data.CLASSES;
    }

    @Override
    public double trainingFlops() {
        return 3 * forwardFlops();
    }
}

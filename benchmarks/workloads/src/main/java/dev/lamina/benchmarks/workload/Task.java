package dev.lamina.benchmarks.workload;

import java.util.List;

/**
 * What a workload computes: a network with ten classes at its end, softmax cross-entropy averaged over the batch, and an update of its
 * weights.
 */
public sealed interface Task permits Network, ResidualNetwork, LstmNetwork, Transformer, TableNetwork {
    /** Examples a step. */
    int batch();

    /** How a step changes the weights. */
    Update update();

    /** The extents of an example's input. */
    List<Integer> example();

    /** Below which number an input's whole numbers lie; 0 if inputs are floats in [0, 1). */
    default int numbers() {
        return 0;
    }

    /** The variables, in the layout of TensorFlow. */
    List<Weight> weights();

    /** A variable by its name. */
    default Weight weight(String name) {
        return weights().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** The same task, computed without chance. */
    default Task withoutDropout() {
        return this;
    }

    /** Floating-point operations of the products of a forward pass. */
    double forwardFlops();

    /** Those of a step of training. */
    double trainingFlops();

    /** Numbers in an example. */
    default int inputs() {
        return example().stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }

    /** How many different batches a process keeps: as many as do not fit into caches, but no more. */
    default int batches() {
        int fitting = Math.max(1, Data.BYTES / (Float.BYTES * batch() * inputs()));
        return Math.min(fitting, Data.batches(batch()));
    }
}

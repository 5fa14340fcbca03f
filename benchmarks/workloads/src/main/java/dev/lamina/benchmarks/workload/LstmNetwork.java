package dev.lamina.benchmarks.workload;

import java.util.List;

/**
 * A long short-term memory over a sequence, and a dense layer on what its last step gives. Gates are in the order of Keras: input, forget,
 * candidate, output.
 *
 * @param steps of a sequence
 * @param features of a step
 * @param units of a state
 */
public record LstmNetwork(int steps, int features, int units, int batch, Update update) implements Task {
    private static final int GATES = 4;

    @Override
    public List<Integer> example() {
        return List.of(steps, features);
    }

    @Override
    public List<Weight> weights() {
        float limit = (float) Math.sqrt(1.0 / units);
        return List.of(
                Weight.uniform("lstm/kernel", limit, features, GATES * units),
                Weight.uniform("lstm/recurrent_kernel", limit, units, GATES * units),
                Weight.uniform("lstm/bias", limit, GATES * units),
                Weight.he("dense/kernel", units, units, Data.CLASSES),
                Weight.constant("dense/bias", 0, Data.CLASSES));
    }

    @Override
    public double forwardFlops() {
        return 2.0 * batch * (steps * (double) (features + units) * GATES * units + units * Data.CLASSES);
    }

    @Override
    public double trainingFlops() {
        return 3 * forwardFlops() - 2.0 * batch * steps * features * GATES * units;
    }
}

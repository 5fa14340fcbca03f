package dev.lamina.model.shard;

import dev.lamina.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;

/** DiLoCo's outer optimizer: Nesterov's momentum, by how far the mean of the shards went. */
public final class Outer {
    private final Rounds rounds;
    private final Map<String, Tensor> momentum = new TreeMap<>();

    /** One that has made no step. */
    public Outer(Rounds rounds) {
        this.rounds = rounds;
    }

    /**
     * Moves a variable.
     *
     * @param name the variable's
     * @param before its value when the round began
     * @param mean of the values that the shards gave, of the same type and shape
     * @return its value when the next round begins
     */
    public Tensor step(String name, Tensor before, Tensor mean) {
        double[] value = Mean.numbers(before);
        double[] reached = Mean.numbers(mean);
        Tensor last = momentum.get(name);
        double[] speed = last == null ? new double[value.length] : last.doubles();
        for (int i = 0; i < value.length; i++) {
            double gradient = value[i] - reached[i];
            speed[i] = rounds.outerMomentum() * speed[i] + gradient;
            value[i] -= rounds.outerRate() * (gradient + rounds.outerMomentum() * speed[i]);
        }
        momentum.put(name, Tensor.wrap(speed, speed.length));
        return Mean.rounded(value, before);
    }

    /** The momenta by the names of their variables: float64 vectors. */
    public Map<String, Tensor> state() {
        return new TreeMap<>(momentum);
    }

    /** Goes on from a {@link #state}. */
    public void restore(Map<String, Tensor> state) {
        momentum.clear();
        momentum.putAll(state);
    }
}

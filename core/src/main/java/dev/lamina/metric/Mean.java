package dev.lamina.metric;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.Map;

/** The mean of numbers, such as the loss over the batches of an epoch. A NaN among them makes it NaN. */
public final class Mean implements Accumulator<Average> {
    private static final String SUM = "sum";
    private static final String COUNT = "count";

    private double sum;
    private double count;

    /** Of nothing yet. */
    public Mean() {}

    /** Takes one number into account. */
    public void update(double value) {
        update(value, 1);
    }

    /**
     * Takes the mean of several numbers into account: the loss of a batch, with its size or the sum of its weights.
     *
     * @param weight how many they are, or how much they count: finite and at least 0
     */
    public void update(double mean, double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new InvalidArgumentException("a weight must be finite and at least 0, got " + weight);
        }
        if (weight > 0) {
            sum += mean * weight;
            count += weight;
        }
    }

    /** Takes all elements of a numeric tensor into account. */
    public void update(Tensor values) {
        double added = 0;
        for (int i = 0; i < values.size(); i++) {
            added += values.buffer().asDouble(i);
        }
        sum += added;
        count += values.size();
    }

    @Override
    public Average result() {
        return new Average(sum, count);
    }

    @Override
    public void reset() {
        sum = 0;
        count = 0;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(SUM, Tensor.of(sum), COUNT, Tensor.of(count));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        double restored = State.sum(state, SUM);
        count = State.sum(state, COUNT);
        sum = restored;
    }
}

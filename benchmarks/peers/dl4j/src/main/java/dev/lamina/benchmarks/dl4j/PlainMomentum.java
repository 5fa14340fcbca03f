package dev.lamina.benchmarks.dl4j;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** {@code a = momentum a + g; w -= rate a}: Deeplearning4j itself has Nesterov's form alone, which gives another loss. */
record PlainMomentum(double rate, double momentum) implements IUpdater {
    private static final String STATE = "a";

    @Override
    public long stateSize(long parameters) {
        return parameters;
    }

    @Override
    public GradientUpdater<?> instantiate(INDArray state, boolean initialize) {
        if (initialize) {
            state.assign(0);
        }
        return new Updater(this, state);
    }

    @Override
    public GradientUpdater<?> instantiate(Map<String, INDArray> state, boolean initialize) {
        return instantiate(Objects.requireNonNull(state.get(STATE)), initialize);
    }

    @Override
    public IUpdater clone() {
        return this;
    }

    @Override
    public double getLearningRate(int iteration, int epoch) {
        return rate;
    }

    @Override
    public boolean hasLearningRate() {
        return true;
    }

    @Override
    public void setLrAndSchedule(double learningRate, ISchedule schedule) {
        throw new UnsupportedOperationException("the rate is fixed");
    }

    private record Updater(PlainMomentum config, INDArray accumulated) implements GradientUpdater<PlainMomentum> {
        @Override
        public PlainMomentum getConfig() {
            return config;
        }

        @Override
        public void setState(Map<String, INDArray> state, boolean initialize) {
            throw new UnsupportedOperationException("not saved");
        }

        @Override
        public Map<String, INDArray> getState() {
            return Map.of(STATE, accumulated);
        }

        @Override
        public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
            throw new UnsupportedOperationException("the state is given on making");
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            INDArray state = accumulated.reshape(gradient.ordering(), gradient.shape());
            state.muli(config.momentum).addi(gradient);
            gradient.assign(state).muli(config.rate);
        }
    }
}

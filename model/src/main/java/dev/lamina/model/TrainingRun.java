package dev.lamina.model;

import dev.lamina.session.Results;
import dev.lamina.session.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A training under way, as its callbacks see it. */
public final class TrainingRun {
    private final Model model;
    private final int epochs;
    private final long batchesPerEpoch;
    private final Consumer<String> told;
    private final List<EpochResult> history = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long step;
    private long batch;
    private double lossSum;
    private final List<String> outputs;
    private final double[] outputLossSums;
    private long examples;
    private @Nullable String stopReason;
    private boolean isAbandoned;

    TrainingRun(Model model, int epochs, long batchesPerEpoch, Consumer<String> told) {
        this.model = model;
        outputs = model.objective().outputs();
        outputLossSums = new double[outputs.size()];
        this.epochs = epochs;
        this.batchesPerEpoch = batchesPerEpoch;
        this.told = told;
    }

    /** The model. */
    public Model model() {
        return model;
    }

    /** The session with the model's variables. */
    public Session session() {
        return model.session();
    }

    /** The number of epochs to be done in all. */
    public int epochs() {
        return epochs;
    }

    /** The number of steps in an epoch. */
    public long batchesPerEpoch() {
        return batchesPerEpoch;
    }

    /** The number of the epoch that is under way, from 1; once all are done, one more than there are. */
    public int epoch() {
        return history.size() + 1;
    }

    /** The number of steps done of this epoch. */
    public long batch() {
        return batch;
    }

    /** The number of steps done in all, with those before an interruption. */
    public long step() {
        return step;
    }

    /** The mean loss over the examples of this epoch so far; not a number before the first step. */
    public double meanLoss() {
        return lossSum / examples;
    }

    /** The mean losses of this epoch so far by name: {@code loss}, and where several outputs learn that of each. */
    Map<String, Double> meanLosses() {
        Map<String, Double> losses = new LinkedHashMap<>();
        losses.put("loss", meanLoss());
        for (int i = 0; i < outputLossSums.length; i++) {
            losses.put(outputs.get(i) + "_loss", outputLossSums[i] / examples);
        }
        return losses;
    }

    /** What came out of the epochs so far. */
    public List<EpochResult> history() {
        return List.copyOf(history);
    }

    /** Ends the training after this step or epoch, without throwing; the first reason counts. */
    public void stop(String reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
    }

    /**
     * Ends the training like {@link #stop}, but saves no state any more: for weights that are spoilt. What was saved before
     * stays the latest.
     */
    public void abandon(String reason) {
        stop(reason);
        isAbandoned = true;
    }

    boolean isAbandoned() {
        return isAbandoned;
    }

    @Nullable
    String stopReason() {
        return stopReason;
    }

    /** Counts a step, of which {@link Objective#lossAndStep} was fetched. */
    void stepped(Results results, int size) {
        step++;
        batch++;
        lossSum += (double) results.get(0).floatValue() * size;
        for (int i = 0; i < outputLossSums.length; i++) {
            outputLossSums[i] += results.get(i + 2).doubleValue() * size;
        }
        examples += size;
    }

    /**
     * Counts a round of steps that shards did side by side.
     *
     * @param losses sums over the examples of what {@link Objective#lossAndStep} fetches, without the step
     */
    void roundDone(int steps, double[] losses, long size) {
        step += steps;
        batch += steps;
        lossSum += losses[0];
        for (int i = 0; i < outputLossSums.length; i++) {
            outputLossSums[i] += losses[i + 1];
        }
        examples += size;
    }

    void epochDone(EpochResult result) {
        history.add(result);
        batch = 0;
        lossSum = 0;
        Arrays.fill(outputLossSums, 0);
        examples = 0;
    }

    void resume(Position position, List<EpochResult> epochs) {
        step = position.step();
        batch = position.batch();
        lossSum = position.lossSum();
        Arrays.setAll(outputLossSums, i -> position.outputLossSums().get(i));
        examples = position.examples();
        history.clear();
        history.addAll(epochs);
    }

    Position position() {
        return new Position(
                step, batch, lossSum, Arrays.stream(outputLossSums).boxed().toList(), examples);
    }

    /** Takes note of something that went wrong without ending the training, such as a file that cannot be written. */
    public void report(String problem) {
        problems.add(problem);
        told.accept(problem);
    }

    List<String> problems() {
        return problems;
    }
}

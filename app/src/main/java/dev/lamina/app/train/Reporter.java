package dev.lamina.app.train;

import dev.lamina.model.Callback;
import dev.lamina.model.EpochResult;
import dev.lamina.model.TrainingRun;

/** Tells a {@link Report} of each step and epoch, and breaks off at a loss that is not finite. */
final class Reporter implements Callback {
    private final Report report;
    private final long batchSize;
    private final long examples;
    private long firstStep;
    private long epochBegan;
    private long learned;

    /**
     * A reporter.
     *
     * @param batchSize the examples in a step
     * @param examples those of an epoch
     */
    Reporter(Report report, int batchSize, int examples) {
        this.report = report;
        this.batchSize = batchSize;
        this.examples = examples;
    }

    @Override
    public void began(TrainingRun run) {
        report.resumed(run.step());
        firstStep = run.batch();
        epochBegan = System.nanoTime();
        learned = epochBegan; // which it stays where only the evaluation of an epoch was left to do
    }

    /**
     * Tells of a step.
     *
     * @throws NonFiniteLoss if it has such a loss: before the spoilt weights are saved
     */
    @Override
    public void stepEnded(TrainingRun run, float loss) {
        int step = Math.toIntExact(run.batch());
        if (!Float.isFinite(loss)) {
            throw new NonFiniteLoss(run.epoch(), step, loss);
        }
        report.stepped(run.epoch(), step, run.meanLoss());
        if (step == run.batchesPerEpoch()) {
            learned = System.nanoTime();
        }
    }

    @Override
    public void epochEnded(TrainingRun run, EpochResult epoch) {
        double seconds = Math.max(learned - epochBegan, 1) / 1e9;
        long done = examples - Math.min(firstStep * batchSize, examples);
        report.epochEnded(
                new Report.Epoch(epoch.epoch(), epoch.value("loss"), epoch.value("val_accuracy"), done / seconds));
        firstStep = 0;
        epochBegan = System.nanoTime();
    }
}

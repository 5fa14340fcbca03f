package dev.lamina.app.train;

import java.io.PrintWriter;

/** For programs: a JSON object a line. The names are keywords and the numbers finite, so there is nothing to escape. */
record JsonReport(PrintWriter out) implements Report {
    @Override
    public void started(Experiment experiment) {}

    @Override
    public void stepped(int epoch, int step, double loss) {}

    @Override
    public void epochEnded(Epoch epoch) {
        print("{\"epoch\":" + epoch.epoch() + ",\"loss\":" + epoch.loss() + ",\"validation_accuracy\":"
                + epoch.validationAccuracy() + ",\"examples_per_second\":" + epoch.examplesPerSecond() + "}");
    }

    @Override
    public void ended(Outcome outcome) {
        Best best = outcome.best();
        String early = best == null ? "" : ",\"best_epoch\":" + best.epoch() + ",\"stopped_early\":" + best.stopped();
        print("{\"test_accuracy\":" + outcome.testAccuracy() + ",\"parameters\":" + outcome.parameters()
                + ",\"seconds\":" + outcome.seconds() + early + "}");
    }

    @Override
    public void failed() {}

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}

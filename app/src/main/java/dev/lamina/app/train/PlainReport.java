package dev.lamina.app.train;

import java.io.PrintWriter;
import java.util.Locale;

/** For files and pipes: lines that stay. */
final class PlainReport implements Report {
    private final PrintWriter out;
    private int epochs;

    PlainReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void started(Experiment experiment) {
        Images images = experiment.images();
        out.printf(
                Locale.ROOT,
                "%s: images of %dx%d pixels in %d classes%n",
                experiment.data(),
                images.rows(),
                images.columns(),
                images.classes());
        out.printf(
                Locale.ROOT,
                "%,d to train, %,d to validate, %,d to test%n",
                images.training(),
                images.validation(),
                images.test());
        out.println();
        ModelTable.lines(experiment.layers()).forEach(out::println);
        out.println();
        Settings settings = experiment.settings();
        epochs = settings.epochs();
        out.printf(
                Locale.ROOT,
                "%s, learning rate %s, batches of %,d%s%s%s, %s%s, seed %d, %s%n",
                settings.optimizer(),
                settings.schedule().describe(settings.learningRate()),
                settings.batch(),
                settings.augmentation() == Augmentation.NONE ? "" : ", augmented by " + settings.augmentation(),
                settings.l2() > 0 ? ", L2 penalty " + settings.l2() : "",
                settings.maxNorm() > 0 ? ", max-norm " + settings.maxNorm() : "",
                counted(epochs, "epoch"),
                settings.patience() > 0 ? ", patience " + settings.patience() : "",
                settings.seed(),
                counted(experiment.threads(), "thread"));
        out.println();
        out.flush();
    }

    private static String counted(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    @Override
    public void stepped(int epoch, int step, double loss) {}

    @Override
    public void epochEnded(Epoch epoch) {
        out.printf(
                Locale.ROOT,
                "epoch %" + Integer.toString(epochs).length()
                        + "d/%d  loss %.4f  validation accuracy %s  %,.0f examples/s%n",
                epoch.epoch(),
                epochs,
                epoch.loss(),
                percent(epoch.validationAccuracy()),
                epoch.examplesPerSecond());
        out.flush();
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome.interrupted()) {
            out.printf(
                    Locale.ROOT,
                    "interrupted after %d of %s; what was learned so far: validation accuracy %s%n",
                    outcome.epochs(),
                    counted(epochs, "epoch"),
                    percent(outcome.validationAccuracy()));
        }
        Best best = outcome.best();
        if (best != null) {
            out.printf(
                    Locale.ROOT,
                    "%skept the weights of epoch %d, the best: validation accuracy %s%n",
                    best.stopped()
                            ? "stopped early after " + outcome.epochs() + " of " + counted(epochs, "epoch") + "; "
                            : "",
                    best.epoch(),
                    percent(outcome.validationAccuracy()));
        }
        out.printf(Locale.ROOT, "test accuracy %s after %.1f s%n", percent(outcome.testAccuracy()), outcome.seconds());
        out.flush();
    }

    @Override
    public void failed() {}

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }
}

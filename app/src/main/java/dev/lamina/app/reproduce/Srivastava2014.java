package dev.lamina.app.reproduce;

import dev.lamina.app.plot.Chart;
import dev.lamina.app.plot.Curve;
import dev.lamina.model.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * MNIST's table in Srivastava et al. 2014: 3 hidden layers of 1024 ReLUs, learned from all 60,000 training images.
 *
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">the paper, table 2</a>
 */
final class Srivastava2014 implements Experiment {
    private static final int LAYERS = 3;
    private static final int UNITS = 1024;
    private static final int BATCH = 100;
    private static final float KEEP_INPUT = 0.8f;
    private static final float KEEP_HIDDEN = 0.5f;
    private static final float MAX_NORM = 2;

    private static final ReluNetwork STANDARD = ReluNetwork.plain(LAYERS, UNITS);
    private static final ReluNetwork DROPOUT = STANDARD.dropout(KEEP_INPUT, KEEP_HIDDEN);

    /** What is trained, with the published error and the number of epochs. */
    private static final List<Recipe> RECIPES = List.of(
            new Recipe("standard", "1.60%", STANDARD, new MomentumSchedule(0.01f, 0.5f, 0.9f, 0.1f), 40),
            new Recipe("dropout", "1.25%", DROPOUT, new MomentumSchedule(0.02f, 0.5f, 0.95f, 0.2f), 150),
            new Recipe(
                    "max-norm",
                    "1.06%",
                    DROPOUT.maxNorm(MAX_NORM),
                    new MomentumSchedule(0.04f, 0.5f, 0.95f, 0.2f),
                    200));

    private static final int QUICK_EPOCHS = 5;
    private static final int QUICK_IMAGES = 10_000;

    private record Recipe(String name, String published, ReluNetwork network, MomentumSchedule optimizer, int epochs) {}

    @Override
    public String description() {
        return "test error of 3 x 1024 ReLUs: standard, with dropout, with dropout and max-norm (Srivastava et al. 2014)";
    }

    @Override
    public List<String> trainings(boolean isQuick) {
        return RECIPES.stream().map(Recipe::name).toList();
    }

    @Override
    public Findings run(Laboratory laboratory) {
        Images all = laboratory.imagesWithoutValidation();
        Images images = laboratory.isQuick() ? all.first(QUICK_IMAGES) : all;
        long stepsPerEpoch = Math.ceilDiv(images.train().size(), BATCH);
        List<Curve> curves = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (Recipe recipe : RECIPES) {
            if (!laboratory.wants(recipe.name())) {
                continue;
            }
            int epochs = laboratory.epochs(recipe.epochs(), QUICK_EPOCHS);
            var optimizer = recipe.optimizer().over(epochs * stepsPerEpoch);
            // The test images are watched, but nothing is chosen by them: what counts is the last epoch.
            History history = new Trial(recipe.name(), recipe.network().of(images), optimizer, epochs, BATCH)
                    .run(laboratory, images.train(), images.test());
            curves.add(Curve.byEpoch(recipe.name(), Trial.errors(history)));
            String name = recipe.name() + ": test error after " + epochs + " epochs";
            figures.add(new Figure(name, recipe.published(), Figure.percent(Trial.lastError(history))));
            double seconds = history.epochs().stream()
                    .mapToDouble(each -> each.seconds())
                    .sum();
            figures.add(Figure.of(recipe.name() + ": minutes", String.format(Locale.ROOT, "%.1f", seconds / 60)));
        }
        return new Findings(List.of(new Chart("3 x 1024 ReLUs", "epoch", "test error in percent", curves)), figures);
    }
}

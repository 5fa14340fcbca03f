package dev.lamina.app.reproduce;

import dev.lamina.app.plot.Chart;
import dev.lamina.app.plot.Curve;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Parameter;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Network;
import dev.lamina.tensor.Shape;
import dev.lamina.train.GradientDescent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The lesson's logistic regression: a linear model whose first weights are large, learned slowly. */
final class Logistic implements Experiment {
    /** The lesson's validation accuracy after the epochs 0, 10, 20 and so on, as it counts them. */
    private static final List<Double> LESSON =
            List.of(0.0686, 0.2024, 0.3698, 0.4882, 0.5602, 0.6098, 0.6426, 0.6734, 0.6916, 0.7114);

    private static final int EPOCHS_BETWEEN = 10;
    private static final double LESSON_TEST = 0.723;

    private static final Initializer FIRST_VALUES = Initializer.normal(0, 1);
    private static final float LEARNING_RATE = 0.001f;
    private static final int BATCH = 128;
    private static final int EPOCHS = 100;
    private static final int QUICK_EPOCHS = 21;

    @Override
    public String description() {
        return "validation accuracy of the lesson's logistic regression over 100 epochs";
    }

    @Override
    public Findings run(Laboratory laboratory) {
        Images images = laboratory.images();
        int epochs = laboratory.epochs(EPOCHS, QUICK_EPOCHS);
        Network network = Network.sequential(
                Shape.of(images.pixels()),
                new Dense(images.classes()).kernelInitializer(FIRST_VALUES).bias(Parameter.of(FIRST_VALUES)));
        var trial = new Trial("ours", network, (_, _) -> new GradientDescent(LEARNING_RATE), epochs, BATCH);
        try (Model model = trial.begin(laboratory)) {
            History history = trial.fit(laboratory, model, images.train(), images.validation());
            double test = model.evaluate(Images.inOrder(images.test())).getOrDefault("accuracy", Double.NaN);
            return findings(history.values("val_accuracy"), test);
        }
    }

    private static Findings findings(double[] accuracies, double test) {
        List<Double> lessonEpochs = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < LESSON.size(); i++) {
            int epoch = i * EPOCHS_BETWEEN;
            lessonEpochs.add(epoch + 1.0);
            if (epoch < accuracies.length) {
                figures.add(new Figure(
                        "validation accuracy; epoch " + epoch,
                        Figure.decimal(LESSON.get(i)),
                        Figure.decimal(accuracies[epoch])));
            }
        }
        // After fewer epochs there is nothing to compare the test with.
        String published = accuracies.length == EPOCHS ? Figure.decimal(LESSON_TEST) : "";
        figures.add(
                new Figure("test accuracy after " + accuracies.length + " epochs", published, Figure.decimal(test)));
        return new Findings(
                List.of(new Chart(
                        "Logistic regression",
                        "epochs done",
                        "validation accuracy",
                        List.of(
                                Curve.line("the lesson", lessonEpochs, LESSON),
                                Curve.byEpoch(
                                        "Lamina",
                                        DoubleStream.of(accuracies).boxed().toList())))),
                figures);
    }
}

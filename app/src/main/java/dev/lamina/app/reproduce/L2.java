package dev.lamina.app.reproduce;

import dev.lamina.app.plot.Chart;
import dev.lamina.app.plot.Curve;
import dev.lamina.model.Model;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import java.util.ArrayList;
import java.util.List;

/** L2 regularisation: what the factor β of β·½‖w‖² does to the validation error and to the length of the weights. */
final class L2 implements Experiment {
    private static final List<Float> BETAS = List.of(0f, 1e-5f, 1e-4f, 1e-3f, 1e-2f, 1e-1f);
    /** Few images, so that the network can learn them by heart. */
    private static final int IMAGES = 5_000;

    private static final ReluNetwork NETWORK = ReluNetwork.plain(2, 256);
    private static final float LEARNING_RATE = 0.001f;
    private static final int BATCH = 100;
    private static final int EPOCHS = 40;
    private static final int QUICK_EPOCHS = 15;

    @Override
    public String description() {
        return "validation error and weight norms against the factor of the L2 penalty";
    }

    @Override
    public Findings run(Laboratory laboratory) {
        Images images = laboratory.images().first(IMAGES);
        int epochs = laboratory.epochs(EPOCHS, QUICK_EPOCHS);
        List<Double> exponents = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        List<Double> norms = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (float beta : BETAS) {
            var trial = new Trial(
                    "beta-" + beta, NETWORK.l2(beta).of(images), (_, _) -> new Adam(LEARNING_RATE), epochs, BATCH);
            try (Model model = trial.begin(laboratory)) {
                double error = Trial.lastError(trial.fit(laboratory, model, images.train(), images.validation()));
                double norm = norm(model);
                // By way of its digits: as a double, a float's 0.001 is a little more, and the axis would show it.
                exponents.add(Math.log10(Double.parseDouble(Float.toString(beta))));
                errors.add(100 * error);
                norms.add(norm);
                figures.add(Figure.of("beta " + beta + ": validation error", Figure.percent(error)));
                figures.add(Figure.of("beta " + beta + ": norm of all kernels", Figure.decimal(norm)));
            }
        }
        return new Findings(
                List.of(
                        chart("Validation error", "error in percent", exponents, errors),
                        chart("Norm of all kernels", "Euclidean norm", exponents, norms)),
                figures);
    }

    /** A curve over the betas above 0, and the value without a penalty as a level line. */
    private static Chart chart(String title, String axis, List<Double> exponents, List<Double> values) {
        List<Double> x = exponents.subList(1, exponents.size());
        double without = values.getFirst();
        return new Chart(
                title,
                "log10 of beta",
                axis,
                List.of(
                        Curve.line("with the penalty", x, values.subList(1, values.size())),
                        Curve.line("without", List.of(x.getFirst(), x.getLast()), List.of(without, without))));
    }

    private static double norm(Model model) {
        double squares = 0;
        for (var weights : model.weights().entrySet()) {
            if (weights.getKey().endsWith("/kernel")) {
                squares += squares(weights.getValue());
            }
        }
        return Math.sqrt(squares);
    }

    private static double squares(Tensor kernel) {
        double sum = 0;
        for (float weight : kernel.floats()) {
            sum += (double) weight * weight;
        }
        return sum;
    }
}

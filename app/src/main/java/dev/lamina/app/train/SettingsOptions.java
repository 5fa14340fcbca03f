package dev.lamina.app.train;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code train} that fix its result. */
final class SettingsOptions {
    @Option(
            names = "--network",
            paramLabel = "NAME",
            defaultValue = "mlp",
            description =
                    "Dense layers (mlp), none (logistic), convolutions (cnn), or what reads an image row by row: lstm and"
                            + " transformer.")
    private NetworkChoice network = NetworkChoice.MLP;

    @Option(
            names = "--hidden",
            paramLabel = "UNITS,…|none",
            converter = HiddenLayers.Reader.class,
            description = "The units of each hidden layer, or none (default: what suits the network; 256,128 for mlp).")
    private @Nullable HiddenLayers hidden;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often each image is seen (default: what suits the network; 12).")
    private @Nullable Integer epochs;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "128", description = "The images in a step.")
    private int batch;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            defaultValue = "adam",
            converter = OptimizerChoice.Names.class,
            completionCandidates = OptimizerChoice.Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private OptimizerChoice optimizer = OptimizerChoice.ADAM;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "The optimizer's highest learning rate, which is that at the start but for one-cycle"
                    + " (default: what is usual for it and the network; 0.002 for adam and mlp).")
    private @Nullable Float learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "How the learning rate goes on: it falls to 0 until the end, evenly (linear) or like a cosine"
                    + " (cosine), rises for a fifth of the steps before it falls so (one-cycle), or stays (constant)"
                    + " (default: one-cycle for cnn, else linear).")
    private @Nullable ScheduleChoice schedule;

    @Option(
            names = "--augment",
            paramLabel = "NAME",
            description = "What is done to an image each time it is learned from: shifted by up to a pixel in 28"
                    + " (shifts), so and mirrored half of the time (flips), or nothing (none)"
                    + " (default: none; for cnn shifts, and flips where it learns fashion-mnist).")
    private @Nullable Augmentation augmentation;

    @Option(
            names = "--keep-prob",
            paramLabel = "P",
            defaultValue = "0.8",
            description = "The probability with which dropout keeps a hidden unit; 1 for no dropout.")
    private float keepProb;

    @Option(
            names = "--l2",
            paramLabel = "BETA",
            defaultValue = "0",
            description =
                    "How much large weights of dense layers and convolutions are penalised: BETA times half the sum of their"
                            + " squares.")
    private float l2;

    @Option(
            names = "--max-norm",
            paramLabel = "C",
            description =
                    "Scale the incoming weights of each hidden unit of a dense layer down to a norm of C after each step.")
    private @Nullable Float maxNorm;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop once the validation accuracy has not been better for N epochs, and keep the weights of"
                    + " the best epoch.")
    private @Nullable Integer patience;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is random: the same seed gives the same result, with any number of threads.")
    private long seed;

    /**
     * What they say.
     *
     * @param command for errors
     * @param mayMirror whether a mirror image is of the same class
     */
    Settings read(CommandLine command, boolean mayMirror) {
        require(command, epochs == null || epochs >= 1, "--epochs must be 1 or more, got " + epochs);
        require(command, batch >= 1, "--batch must be 1 or more, got " + batch);
        require(command, keepProb > 0 && keepProb <= 1, "--keep-prob must be above 0 and at most 1, got " + keepProb);
        require(command, l2 >= 0 && Float.isFinite(l2), "--l2 must be 0 or more, got " + l2);
        float rate = Objects.requireNonNullElse(learningRate, network.usualLearningRate(optimizer));
        require(command, rate > 0 && Float.isFinite(rate), "--learning-rate must be above 0, got " + rate);
        require(
                command,
                maxNorm == null || (maxNorm > 0 && Float.isFinite(maxNorm)),
                "--max-norm must be above 0, got " + maxNorm);
        require(command, patience == null || patience >= 1, "--patience must be 1 or more, got " + patience);
        require(
                command,
                network != NetworkChoice.LOGISTIC
                        || hidden == null
                        || hidden.units().isEmpty(),
                "--network logistic has no hidden layers");
        require(
                command,
                network.allowsNoHidden() || hidden == null || !hidden.units().isEmpty(),
                "--network " + network + " needs a hidden layer");
        return new Settings(
                network,
                hidden == null ? network.usualHidden() : hidden.units(),
                Objects.requireNonNullElse(epochs, network.usualEpochs()),
                batch,
                optimizer,
                rate,
                Objects.requireNonNullElse(schedule, network.usualSchedule()),
                Objects.requireNonNullElse(augmentation, network.usualAugmentation(mayMirror)),
                keepProb,
                l2,
                Objects.requireNonNullElse(maxNorm, 0f),
                Objects.requireNonNullElse(patience, 0),
                seed);
    }

    /** The seed alone. */
    long seed() {
        return seed;
    }

    private static void require(CommandLine command, boolean right, String message) {
        if (!right) {
            throw new ParameterException(command, message);
        }
    }
}

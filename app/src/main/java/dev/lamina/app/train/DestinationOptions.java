package dev.lamina.app.train;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code train} that say what is to be kept. */
final class DestinationOptions {
    @Option(
            names = "--save",
            paramLabel = "PREFIX",
            description = "Save the trained network as a checkpoint of TensorFlow's, which evaluate and predict take;"
                    + " also after Ctrl-C. On the way the training's state is saved after each epoch, as PREFIX-STEP.")
    private @Nullable String save;

    @Option(
            names = "--resume",
            description = "Go on from the latest state that --save left, whatever ended the training: the result is the"
                    + " same, bit for bit, as if it had not been interrupted.")
    private boolean resume;

    @Option(
            names = "--save-every",
            paramLabel = "STEPS",
            description = "Save the training's state after so many steps, too.")
    private @Nullable Long saveEvery;

    @Option(
            names = "--logdir",
            paramLabel = "DIR",
            description = "Write loss, accuracy and learning rate of each epoch, and the graph, for TensorBoard.")
    private @Nullable Path logdir;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write report.html, a page with the curves, the confusion matrix, the scores"
                    + " of each class and the worst mistakes.")
    private @Nullable Path report;

    /** What they say. */
    Destinations read(CommandLine command) {
        if (save == null && (resume || saveEvery != null)) {
            throw new ParameterException(command, (resume ? "--resume" : "--save-every") + " needs --save PREFIX");
        }
        if (saveEvery != null && saveEvery < 1) {
            throw new ParameterException(command, "--save-every must be 1 or more, got " + saveEvery);
        }
        return new Destinations(save, saveEvery == null ? 0 : saveEvery, resume, logdir, report);
    }
}

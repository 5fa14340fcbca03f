package dev.lamina.app.reproduce;

import dev.lamina.model.Checkpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of an experiment.
 *
 * @param data {@code mnist}, {@code fashion-mnist} or a folder
 * @param isQuick whether minutes matter more than the result
 * @param epochs in place of the recipe's number, if asked for
 * @param seed of all that is random
 * @param name of the experiment, with which its files' names begin
 * @param out the folder for files
 * @param only the trainings to do, or all if empty
 * @param resume whether trainings go on where an earlier run left them
 * @param log told of each epoch
 */
record Laboratory(
        String data,
        boolean isQuick,
        @Nullable Integer epochs,
        long seed,
        String name,
        Path out,
        List<String> only,
        boolean resume,
        Consumer<String> log) {

    /** The images, with a part held back for validation. */
    Images images() {
        return Images.read(data, true, seed, log);
    }

    /** The images, all training images to learn from. */
    Images imagesWithoutValidation() {
        return Images.read(data, false, seed, log);
    }

    /** How many epochs to train. */
    int epochs(int full, int quick) {
        return epochs != null ? epochs : isQuick ? quick : full;
    }

    /** Whether this training is to be done. */
    boolean wants(String training) {
        return only.isEmpty() || only.contains(training);
    }

    /** Where the state of one training is kept: what other data, another seed or length left is not taken for it. */
    Checkpoints states(String training, int epochs) {
        String scale = isQuick ? "quick" : "full";
        Path state = out.resolve("states")
                .resolve(name + "-" + training)
                .resolve(dataName())
                .resolve(String.join("-", scale, "seed", Long.toString(seed), "epochs", Integer.toString(epochs)));
        return Checkpoints.at(state.toString()).keep(2);
    }

    /** A name for the data, as good for a folder of images whichever way it was written. */
    private String dataName() {
        if (Images.isNamed(data)) {
            return data;
        }
        String folder = Path.of(data).toAbsolutePath().normalize().toString();
        return "data-" + Integer.toHexString(folder.hashCode());
    }

    /** A file with the numbers of one training. */
    Path file(String training) {
        return out.resolve(name + "-" + training + ".csv");
    }
}

package dev.lamina.app.train;

import dev.lamina.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a training leaves what comes of it.
 *
 * @param save what the names of the checkpoints begin with, if there are to be any
 * @param saveEvery after how many steps the training's state is saved, beside the ends of epochs; 0 for never
 * @param resume whether to go on from the latest state
 * @param logdir the folder of TensorBoard's events, if there are to be any
 * @param report the folder of the report, if there is to be one
 */
record Destinations(
        @Nullable String save,
        long saveEvery,
        boolean resume,
        @Nullable Path logdir,
        @Nullable Path report) {
    /**
     * Makes the folders: before a long training, not after.
     *
     * @throws UnavailableException if that is not possible
     */
    void requireWritable() {
        if (save != null) {
            Path folder = Path.of(save).toAbsolutePath().getParent();
            if (folder == null) {
                throw new UnavailableException("'" + save + "' cannot be the name of a checkpoint");
            }
            requireWritable(folder);
        }
        if (logdir != null) {
            requireWritable(logdir);
        }
        if (report != null) {
            requireWritable(report);
            Path page = report.resolve(TrainingReport.FILE);
            if (Files.isDirectory(page)) {
                throw new UnavailableException("cannot write " + page + ": it is a folder");
            }
        }
    }

    private static void requireWritable(Path folder) {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new UnavailableException("cannot write to the folder " + folder + ": it is a file");
            }
            Files.createDirectories(folder);
            // Only by writing is it known: an administrator may write everywhere, says the system, until it is tried.
            Path trial = Files.createTempFile(folder, "lamina", ".tmp");
            try {
                Files.write(trial, new byte[1]);
            } finally {
                Files.delete(trial);
            }
        } catch (IOException e) {
            throw UnavailableException.of("cannot write to the folder " + folder, e);
        }
    }
}

package dev.lamina.app.run;

import dev.lamina.tensorflow.SavedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Which of several versions of a SavedModel is taken. */
public final class ModelVersion {
    private ModelVersion() {}

    /**
     * The path of a model; of a folder with versions, that of the highest, of which a notice is given.
     *
     * @throws dev.lamina.error.NotFoundException if it is a folder without a model
     */
    public static Path latest(Path path, Consumer<String> notices) {
        if (!Files.isDirectory(path)) {
            return path;
        }
        Path folder = SavedModel.folder(path);
        if (!folder.equals(path)) {
            notices.accept(path + " has versions of a model: the highest is taken, " + folder);
        }
        return folder;
    }
}

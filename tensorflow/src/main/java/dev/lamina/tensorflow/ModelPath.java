package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensorflow.ModelDescription.Kind;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.FileKind;
import dev.lamina.tensorflow.file.SavedModelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a path leads to: a file's kind is told by what is in it, a folder's by the files in it; what is neither can be the
 * prefix of a checkpoint.
 *
 * @param kind never {@link FileKind#UNKNOWN} or {@link FileKind#CHECKPOINT_LIST}
 * @param path the file; of a checkpoint, its prefix
 */
record ModelPath(FileKind kind, Path path) {
    /** What damaged files were meant to be: reading them as such finds and tells the damage. */
    private static final Map<String, FileKind> BY_NAME = Map.of(
            ".meta", FileKind.META_GRAPH,
            "saved_model.pb", FileKind.SAVED_MODEL,
            "saved_model.pbtxt", FileKind.SAVED_MODEL,
            ".index", FileKind.CHECKPOINT,
            ".npy", FileKind.NPY,
            ".npz", FileKind.NPZ);

    private static final List<String> OF_GRAPHS = List.of(".pb", ".pbtxt", ".pb.txt");

    /**
     * Looks.
     *
     * @param notices is told what is passed over, and which of several is taken
     * @throws NotFoundException if there is nothing, or nothing that is read
     * @throws dev.lamina.error.UnimplementedException if it is a file of a kind that others read: it is named
     * @throws InvalidArgumentException if nothing tells what the file is
     */
    static ModelPath of(Path path, Consumer<String> notices) {
        if (Files.isDirectory(path)) {
            return ofFolder(path, notices);
        }
        String prefix = CheckpointFiles.prefix(path.toString());
        boolean isOfCheckpoint =
                !prefix.equals(path.toString()) && !path.toString().endsWith(".meta");
        if (isOfCheckpoint || (!Files.exists(path) && byName(path) == FileKind.UNKNOWN)) {
            return new ModelPath(FileKind.CHECKPOINT, BundlePaths.path(prefix));
        }
        return ofFile(path, notices);
    }

    private static ModelPath ofFolder(Path folder, Consumer<String> notices) {
        Optional<Path> model = SavedModelFiles.find(folder);
        if (model.isEmpty()) {
            return latest(folder, notices);
        }
        Path taken = SavedModelFiles.folder(model.get());
        if (!taken.equals(folder)) {
            notices.accept(folder + " has versions of a model: the highest is taken, " + taken);
        }
        return new ModelPath(FileKind.SAVED_MODEL, model.get());
    }

    private static ModelPath latest(Path folder, Consumer<String> notices) {
        return Saver.latestWhole(folder, notices)
                .or(() -> Saver.latestCheckpoint(folder))
                .map(prefix -> new ModelPath(FileKind.CHECKPOINT, BundlePaths.path(prefix)))
                .orElseThrow(
                        () -> new NotFoundException(
                                "the folder " + folder + " has neither a SavedModel nor a checkpoint",
                                "it is the folder with saved_model.pb, or with a checkpoint's .index, that is given;"
                                        + " 'lamina plot' draws TensorBoard's event files, and of others each is given by itself"));
    }

    private static ModelPath ofFile(Path file, Consumer<String> notices) {
        FileKind told = FileKind.of(file);
        FileKind kind = told == FileKind.UNKNOWN ? byName(file) : told;
        return switch (kind) {
            case CHECKPOINT_LIST -> latest(file.toAbsolutePath().resolveSibling(""), notices);
            case UNKNOWN ->
                throw new InvalidArgumentException(
                        file + " is of no kind that Lamina knows",
                        "checkpoints, GraphDefs, MetaGraphDefs, SavedModels and NumPy's arrays are read");
            default -> new ModelPath(kind, file);
        };
    }

    private static FileKind byName(Path file) {
        String name = file.toString();
        return BY_NAME.entrySet().stream()
                .filter(entry -> name.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OF_GRAPHS.stream().anyMatch(name::endsWith) ? FileKind.GRAPH : FileKind.UNKNOWN);
    }

    /** The kind as it is described to users. */
    Kind described() {
        return switch (kind) {
            case GRAPH -> Kind.GRAPH;
            case META_GRAPH -> Kind.META_GRAPH;
            case SAVED_MODEL -> Kind.SAVED_MODEL;
            case NPY, NPZ -> Kind.ARRAYS;
            case CHECKPOINT, CHECKPOINT_LIST, UNKNOWN -> Kind.CHECKPOINT;
        };
    }
}

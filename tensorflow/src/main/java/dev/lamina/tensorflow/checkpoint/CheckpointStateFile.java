package dev.lamina.tensorflow.checkpoint;

import com.google.protobuf.TextFormat;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.PendingFiles;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.proto.CheckpointState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The text file {@code checkpoint} of a folder, which names the checkpoints there, the latest first of all. */
public final class CheckpointStateFile {
    private static final String NAME = "checkpoint";

    private CheckpointStateFile() {}

    /**
     * Writes it at one stroke, with paths relative to the folder.
     *
     * @param prefixes of the checkpoints, the latest last
     */
    public static void write(Path folder, List<String> prefixes) {
        Path file = folder.resolve(NAME);
        List<String> names = prefixes.stream()
                .map(prefix -> relative(folder, BundlePaths.path(prefix)))
                .toList();
        CheckpointState state = CheckpointState.newBuilder()
                .setModelCheckpointPath(names.getLast())
                .addAllAllModelCheckpointPaths(names)
                .build();
        try (PendingFiles files = new PendingFiles()) {
            files.add(
                    file, TextFormat.printer().printToString(state).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            files.commit();
        } catch (IOException e) {
            throw Problems.unreachable(file, e);
        }
    }

    private static String relative(Path folder, Path prefix) {
        Path from = folder.toAbsolutePath().normalize();
        Path to = prefix.toAbsolutePath().normalize();
        boolean sameRoot = java.util.Objects.equals(from.getRoot(), to.getRoot());
        return (sameRoot ? from.relativize(to) : to).toString().replace('\\', '/');
    }

    /** The prefix of the latest checkpoint, if there is such a file and such a checkpoint. */
    public static Optional<String> latest(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Reading.of(file, () -> latest(folder, file));
    }

    private static Optional<String> latest(Path folder, Path file) throws IOException {
        Reading.sizeWithinMemory(file);
        CheckpointState.Builder state = CheckpointState.newBuilder();
        try {
            TextFormat.getParser().merge(Files.readString(file), state);
        } catch (TextFormat.ParseException | java.nio.charset.CharacterCodingException e) {
            throw Problems.corrupt(file, "it is not the list of a folder's checkpoints: " + e.getMessage());
        }
        Path named = BundlePaths.path(state.getModelCheckpointPath());
        String latest = folder.resolve(named).toString();
        if (state.getModelCheckpointPath().isEmpty() || !CheckpointFiles.exist(latest)) {
            return moved(folder, named);
        }
        return Optional.of(latest);
    }

    /** A folder that was copied elsewhere has its absolute paths still: then the name alone is looked for in it. */
    private static Optional<String> moved(Path folder, Path named) {
        return Optional.ofNullable(named.isAbsolute() ? named.getFileName() : null)
                .map(name -> folder.resolve(name).toString())
                .filter(CheckpointFiles::exist);
    }
}

package dev.lamina.tensorflow.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds checkpoints of the V1 format. */
public final class V1Files {
    private V1Files() {}

    /**
     * The files of a checkpoint: one of that name; or those that it is a pattern for, {@code model-?????-of-00002}, or that
     * are called like that behind it. Empty if there is none that looks like one.
     */
    public static List<Path> of(String prefix) {
        boolean isPattern = prefix.contains("?") || prefix.contains("*");
        if (!isPattern && Files.isRegularFile(BundlePaths.path(prefix))) {
            Path file = BundlePaths.path(prefix);
            return TableReader.isTable(file) ? List.of(file) : List.of();
        }
        int end = prefix.lastIndexOf('/') + 1;
        Path folder = BundlePaths.path(end == 0 ? "." : prefix.substring(0, end));
        String name = prefix.substring(end);
        Pattern wanted = isPattern
                ? Pattern.compile(Pattern.quote(name).replace("?", "\\E.\\Q").replace("*", "\\E.*\\Q"))
                : Pattern.compile(Pattern.quote(name) + "-\\d{5,}-of-\\d{5,}");
        if (name.isEmpty() || !Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            return Folder.list(folder).stream()
                    .filter(file ->
                            wanted.matcher(String.valueOf(file.getFileName())).matches())
                    .filter(file -> Files.isRegularFile(file) && TableReader.isTable(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Problems.unreachable(folder, e);
        }
    }
}

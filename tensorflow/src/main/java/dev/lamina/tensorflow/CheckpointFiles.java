package dev.lamina.tensorflow;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds and removes checkpoints. */
final class CheckpointFiles {
    private static final Pattern FILE = Pattern.compile("(.+)\\.(?:index|meta|data-\\d{5,}-of-\\d{5,})");

    private CheckpointFiles() {}

    /** The prefix that a name stands for: if it is one of a checkpoint's files, the checkpoint's, else itself. */
    static String prefix(String name) {
        Matcher file = FILE.matcher(name);
        boolean isFile = file.matches()
                && !Files.exists(BundlePaths.index(name))
                && Files.exists(BundlePaths.index(file.group(1)));
        return isFile ? file.group(1) : name;
    }

    /** The prefixes of the checkpoints that were saved under this one with a step, {@code model.ckpt-20}, by step. */
    static List<String> steps(String prefix) {
        Path index = BundlePaths.index(prefix).toAbsolutePath();
        Path folder = Objects.requireNonNull(index.getParent());
        String name = String.valueOf(BundlePaths.path(prefix).getFileName());
        Pattern saved = Pattern.compile(Pattern.quote(name) + "-(\\d{1,18})\\.index");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> saved.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(file -> Long.parseLong(file.group(1)))
                    .sorted()
                    .map(step -> prefix + "-" + step)
                    .toList();
        } catch (IOException e) {
            throw Problems.unreachable(folder, e);
        }
    }

    /** Removes the files of a checkpoint, its index first: from then on it is none. */
    static void delete(String prefix) {
        Path index = BundlePaths.index(prefix);
        Path folder = Objects.requireNonNull(index.toAbsolutePath().getParent());
        String name = String.valueOf(BundlePaths.path(prefix).getFileName());
        Pattern data = Pattern.compile(Pattern.quote(name) + "\\.data-\\d{5,}-of-\\d{5,}");
        try {
            Files.deleteIfExists(index);
            Files.deleteIfExists(BundlePaths.meta(prefix));
            DirectoryStream.Filter<Path> filter =
                    file -> data.matcher(String.valueOf(file.getFileName())).matches();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, filter)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw Problems.unreachable(index, e);
        }
    }
}

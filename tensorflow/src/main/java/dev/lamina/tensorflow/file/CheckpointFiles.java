package dev.lamina.tensorflow.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds and removes checkpoints. */
public final class CheckpointFiles {
    private static final Pattern FILE = Pattern.compile("(.+)\\.(?:index|meta|data-\\d{5,}-of-\\d{5,})");

    private CheckpointFiles() {}

    /** The prefix that a name stands for: if it is one of a checkpoint's files, the checkpoint's, else itself. */
    public static String prefix(String name) {
        Matcher file = FILE.matcher(name);
        boolean isFile = file.matches()
                && !Files.exists(BundlePaths.index(name))
                && Files.exists(BundlePaths.index(file.group(1)));
        return isFile ? file.group(1) : name;
    }

    /** Says whether there is a checkpoint of that prefix, of whichever format. */
    public static boolean exist(String prefix) {
        return Files.exists(BundlePaths.index(prefix)) || !V1Files.of(prefix).isEmpty();
    }

    /** The prefixes of the checkpoints that were saved under this one with a step, {@code model.ckpt-20}, by step. */
    public static List<String> steps(String prefix) {
        Path index = BundlePaths.index(prefix).toAbsolutePath();
        Path folder = Objects.requireNonNull(index.getParent());
        String name = String.valueOf(BundlePaths.path(prefix).getFileName());
        Pattern saved = Pattern.compile(Pattern.quote(name) + "-(\\d{1,18})\\.index");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            return Folder.list(folder).stream()
                    .map(file -> saved.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(file -> Long.parseLong(file.group(1)))
                    .sorted()
                    .map(step -> prefix + "-" + step)
                    .toList();
        } catch (IOException e) {
            throw Problems.unreachable(folder, e);
        }
    }

    /**
     * Removes the files of a checkpoint, its index first: from then on it is none. That goes under another name until the
     * others are gone, so that whoever comes after a process that died here knows what to remove.
     */
    public static void delete(String prefix) {
        Path index = BundlePaths.index(prefix);
        try {
            Path going = Leftovers.temporary(index);
            if (Files.exists(index)) {
                Files.move(index, going, StandardCopyOption.ATOMIC_MOVE);
            }
            deleteParts(prefix);
            Files.deleteIfExists(going);
        } catch (IOException e) {
            throw Problems.unreachable(index, e);
        }
    }

    /** Removes all files of a checkpoint but its index. */
    public static void deleteParts(String prefix) throws IOException {
        Files.deleteIfExists(BundlePaths.meta(prefix));
        deleteData(prefix, 0);
    }

    /** Removes the data files of a checkpoint other than those of so many. */
    public static void deleteData(String prefix, int shards) throws IOException {
        Path folder = Objects.requireNonNull(
                BundlePaths.index(prefix).toAbsolutePath().getParent());
        String name = String.valueOf(BundlePaths.path(prefix).getFileName());
        Pattern data = Pattern.compile(Pattern.quote(name) + "\\.data-\\d{5,}-of-(\\d{5,})");
        for (Path file : Folder.list(folder)) {
            Matcher matcher = data.matcher(String.valueOf(file.getFileName()));
            if (matcher.matches() && !matcher.group(1).equals(String.format(Locale.ROOT, "%05d", shards))) {
                Files.deleteIfExists(file);
            }
        }
    }
}

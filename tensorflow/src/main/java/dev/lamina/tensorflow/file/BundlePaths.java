package dev.lamina.tensorflow.file;

import dev.lamina.error.InvalidArgumentException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** The files of a checkpoint, all named after its prefix. */
public final class BundlePaths {
    private BundlePaths() {}

    public static Path index(String prefix) {
        return path(prefix + ".index");
    }

    public static Path meta(String prefix) {
        return path(prefix + ".meta");
    }

    public static Path data(String prefix, int shard, int shards) {
        return path(String.format(Locale.ROOT, "%s.data-%05d-of-%05d", prefix, shard, shards));
    }

    public static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InvalidArgumentException("'" + name + "' cannot be the name of a file", null, e);
        }
    }
}

package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnavailableException;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Examples kept in a file, from when all of them have been read. */
final class FileCache implements ExampleCache {
    private static final Cleaner CLEANER = Cleaner.create();

    /** How many of a file's examples are compared with the input's. */
    private static final int COMPARED = 8;

    private final Path file;
    private final CacheHeader header;
    private volatile @Nullable CacheFile whole;
    private volatile boolean compared;
    private @Nullable CachePart part;

    /** Opens the file, if there is one already, and checks that it was made of such examples. */
    FileCache(Path file, Stage input) {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            throw new InvalidArgumentException("cache: the file is to be in the default file system, got " + file);
        }
        this.file = file;
        this.header = CacheHeader.of(input);
        if (Files.exists(file)) {
            whole = CacheFile.open(file, header);
        }
    }

    @Override
    public void open(Stage input) {
        var kept = whole;
        if (kept != null && !compared) {
            compare(input, kept);
        }
    }

    /** A map cannot tell whether it has changed: some examples are made anew. */
    private synchronized void compare(Stage input, CacheFile kept) {
        if (compared) {
            return;
        }
        var reader = input.open(0, new Orders());
        var made = Example.allocate(input.spec());
        var read = Example.allocate(input.spec());
        int last = header.size() - 1;
        for (int k = 0, before = -1; k < COMPARED; k++) {
            int at = (int) ((long) last * k / (COMPARED - 1));
            if (at > before) {
                reader.read(at, made);
                Cached.checkFixed(made);
                int index = kept.read(at, read);
                if (index != made.index() || !CacheRecord.of(made).equals(CacheRecord.of(read))) {
                    throw CacheHeader.stale(file, "example " + made.index() + " is another there");
                }
                before = at;
            }
        }
        compared = true;
    }

    @Override
    public int read(int at, Example into) {
        var kept = whole;
        return kept == null ? -1 : kept.read(at, into);
    }

    @Override
    public synchronized void keep(int at, Example from) {
        if (whole != null) {
            return;
        }
        try {
            var writing = part;
            if (writing == null) {
                writing = CachePart.begin(file, header);
                CLEANER.register(this, writing::abandon);
                part = writing;
            }
            writing.add(at, from);
            if (writing.isWhole()) {
                writing.finish();
                part = null;
                compared = true;
                whole = CacheFile.open(file, header);
            }
        } catch (IOException e) {
            if (part != null) {
                part.abandon();
                part = null;
            }
            throw UnavailableException.of("cache file " + file + " cannot be written", e);
        }
    }
}

package dev.lamina.data;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A cache's file that is not whole yet, under another name beside its own: locked for as long as it is written, so that
 * what killed processes left is told from what others write.
 */
final class CachePart {
    /** "LAMINA E" */
    static final long END = 0x4c414d494e412045L;

    private static final String SUFFIX = ".part";
    private static final int RECORD_FRAME = 3 * Integer.BYTES;

    /**
     * The names of those of this process. A lock is the process's: to open and close one of them elsewhere would unlock it.
     */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path temporary;
    private final byte[] header;
    private final long[] offsets;
    private final FileOutputStream descriptor;
    private final OutputStream out;
    private ByteBuffer record = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
    private long written;
    private int count;

    private CachePart(Path file, Path temporary, CacheHeader header) throws IOException {
        OWN.add(name(temporary));
        this.file = file;
        this.temporary = temporary;
        this.header = header.toBytes();
        this.offsets = new long[header.size()];
        this.descriptor = new FileOutputStream(temporary.toFile());
        this.out = new BufferedOutputStream(descriptor, 1 << 16);
    }

    /** Begins a file; removes what processes that are no more have left of it. */
    static CachePart begin(Path file, CacheHeader header) throws IOException {
        var folder = folder(file);
        Files.createDirectories(folder);
        removeLeftovers(folder, Pattern.compile(Pattern.quote(name(file) + SUFFIX) + "[0-9a-z]{1,13}"));
        while (true) {
            var part = begun(file, folder, header);
            if (part.isLocked()) {
                return part;
            }
            // Before it was locked, another process took it for left behind.
            part.abandon();
        }
    }

    private static CachePart begun(Path file, Path folder, CacheHeader header) throws IOException {
        var name = file.getFileName()
                + SUFFIX
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX);
        var part = new CachePart(file, folder.resolve(name), header);
        try {
            part.temporary.toFile().deleteOnExit();
            part.out.write(part.header);
            part.written = part.header.length;
        } catch (IOException e) {
            part.abandon();
            throw e;
        }
        return part;
    }

    /** On a disk without locks, such as some of a network's, all count as locked, and what is left stays. */
    private boolean isLocked() {
        try {
            return descriptor.getChannel().tryLock() != null && Files.exists(temporary);
        } catch (IOException _) {
            return true;
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static void removeLeftovers(Path folder, Pattern leftover) throws IOException {
        try (var siblings = Files.list(folder)) {
            for (var each : (Iterable<Path>) siblings.filter(
                    path -> leftover.matcher(name(path)).matches() && !OWN.contains(name(path)))::iterator) {
                removeIfAbandoned(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void removeIfAbandoned(Path part) {
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException _) {
            // Another process was faster, or it is another user's, who may remove it, or the disk has no locks.
        }
    }

    /** Adds the example at that place, unless it is there. */
    void add(int at, Example example) throws IOException {
        if (offsets[at] != 0) {
            return;
        }
        int bytes = CacheRecord.bytes(example);
        if (record.capacity() < bytes + RECORD_FRAME) {
            record = ByteBuffer.allocate(bytes + RECORD_FRAME).order(ByteOrder.LITTLE_ENDIAN);
        }
        record.clear().putInt(bytes).putInt(example.index());
        CacheRecord.put(example, record);
        var sum = new CRC32C();
        sum.update(record.array(), Integer.BYTES, Integer.BYTES + bytes);
        record.putInt((int) sum.getValue());
        out.write(record.array(), 0, record.position());
        offsets[at] = written;
        written += record.position();
        count++;
    }

    boolean isWhole() {
        return count == offsets.length;
    }

    /** Writes where the records are, and gives the file its name once all of it is on the disk. */
    void finish() throws IOException {
        var table = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, offsets.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        table.asLongBuffer().put(offsets);
        var sum = new CRC32C();
        sum.update(header);
        sum.update(table.array());
        out.write(table.array());
        out.write(ByteBuffer.allocate(CacheFile.TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(written)
                .putInt((int) sum.getValue())
                .putLong(END)
                .array());
        out.flush();
        descriptor.getFD().sync();
        out.close();
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        OWN.remove(name(temporary));
        // On Windows a folder cannot be opened, and the system sees to it.
        if (File.separatorChar == '/') {
            try (var folder = FileChannel.open(folder(file), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static Path folder(Path file) {
        var absolute = file.toAbsolutePath();
        var parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    /** Removes what is not finished. */
    void abandon() {
        try {
            descriptor.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            System.getLogger(CachePart.class.getName())
                    .log(System.Logger.Level.WARNING, temporary + " cannot be removed: " + e);
        } finally {
            OWN.remove(name(temporary));
        }
    }
}

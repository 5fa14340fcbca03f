package dev.lamina.tensorflow.file;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that are written under other names beside their own, and get their own names in the order they were begun once
 * all of them are on the disk. So whoever sees the last one sees all of them whole, whenever the writer dies.
 *
 * <p>Each is locked until it has its name: so {@link Leftovers} tells what a process that died has left from what another is
 * writing, and removes it before anything is written to the same folder.
 */
public final class PendingFiles implements AutoCloseable {
    private final List<Pending> pending = new ArrayList<>();

    private final Set<Path> swept = new HashSet<>();

    private record Pending(Path target, Path temporary, FileChannel channel) {
        void end() throws IOException {
            channel.close();
            Leftovers.isDone(temporary);
        }
    }

    /** Begins a file. */
    public FileChannel begin(Path target) throws IOException {
        Path folder = folder(target);
        Files.createDirectories(folder);
        if (swept.add(folder)) {
            Leftovers.remove(folder);
        }
        while (true) {
            Path temporary = Leftovers.temporary(target);
            Leftovers.isWritten(temporary);
            FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Pending file = new Pending(target, temporary, channel);
            pending.add(file);
            if (Leftovers.isLocked(channel) && Files.exists(temporary)) {
                return channel;
            }
            // Before it was locked, another process took it for left behind.
            pending.removeLast();
            file.end();
        }
    }

    /** Begins a file with these bytes. */
    public void add(Path target, byte[] content) throws IOException {
        FileChannel channel = begin(target);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Gives the files their names. */
    public void commit() throws IOException {
        for (Pending file : pending) {
            file.channel.force(true);
        }
        for (Pending file : pending) {
            // What a power failure leaves of the last name must not be more than what it leaves of those before.
            force(folder(file.target));
            Files.move(
                    file.temporary, file.target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            file.end();
        }
        for (Pending file : pending) {
            force(folder(file.target));
        }
        pending.clear();
    }

    /** Names on the disk too; on Windows a folder cannot be opened, and the system sees to it. */
    private static void force(Path folder) throws IOException {
        if (File.separatorChar == '/') {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    public static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Removes what was not committed. */
    @Override
    public void close() throws IOException {
        for (Pending file : pending) {
            Files.deleteIfExists(file.temporary);
            file.end();
        }
    }
}

package dev.lamina.model;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The machine's files, but for four faults: the process is gone at the n-th time that it writes, forces, moves or deletes a file
 * ({@code -Dfault.operation=move -Dfault.at=7}), there is room for so many bytes in a folder ({@code -Dfault.folder=DIR
 * -Dfault.bytes=4000}), nothing can be locked ({@code -Dfault.locks=none}), or the end of a folder cannot be read ({@code -Dfault.folders=broken}). A process has it by {@code -Djava.nio.file.spi.DefaultFileSystemProvider}.
 */
public final class FaultyDisk extends FileSystemProvider {
    private final FileSystemProvider disk;
    private final FaultyFileSystem files;
    private final String operation = System.getProperty("fault.operation", "");
    private final long at = Long.getLong("fault.at", Long.MAX_VALUE);
    private final AtomicLong seen = new AtomicLong();
    private final @Nullable String folder = System.getProperty("fault.folder");
    private final long bytes = Long.getLong("fault.bytes", Long.MAX_VALUE);

    /** Made by the virtual machine. */
    public FaultyDisk(FileSystemProvider disk) {
        this.disk = disk;
        files = new FaultyFileSystem(this, disk.getFileSystem(URI.create("file:///")));
    }

    /** Ends the process if its time has come. */
    void count(String what) {
        if (what.equals(operation) && seen.incrementAndGet() == at) {
            Runtime.getRuntime().halt(137);
        }
    }

    /** Refuses to lock anything. */
    void requireLocks() throws IOException {
        if (System.getProperty("fault.locks", "").equals("none")) {
            throw new IOException("Function not implemented");
        }
    }

    /** Refuses more than there is room for. */
    void requireRoom(int more) throws IOException {
        if (folder != null) {
            long used = 0;
            try (DirectoryStream<Path> all = disk.newDirectoryStream(real(Path.of(folder)), _ -> true)) {
                for (Path file : all) {
                    used += Files.size(file);
                }
            }
            if (used + more > bytes) {
                throw new IOException("No space left on device");
            }
        }
    }

    private static Path real(Path path) {
        return FaultyPath.real(path);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return new FaultyChannel(this, disk.newFileChannel(real(path), options, attributes));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        count("move");
        disk.move(real(source), real(target), options);
    }

    @Override
    public void delete(Path path) throws IOException {
        count("delete");
        disk.delete(real(path));
    }

    @Override
    public String getScheme() {
        return "file";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
        return disk.newFileSystem(uri, env);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return files;
    }

    @Override
    public Path getPath(URI uri) {
        return FaultyPath.of(files, disk.getPath(uri));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path dir, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> all =
                disk.newDirectoryStream(real(dir), path -> filter.accept(FaultyPath.of(files, path)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> paths = all.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        boolean hasMore = paths.hasNext();
                        if (!hasMore && System.getProperty("fault.folders", "").equals("broken")) {
                            throw new DirectoryIteratorException(new IOException("Input/output error"));
                        }
                        return hasMore;
                    }

                    @Override
                    public Path next() {
                        return FaultyPath.of(files, paths.next());
                    }
                };
            }

            @Override
            public void close() throws IOException {
                all.close();
            }
        };
    }

    @Override
    public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
        disk.createDirectory(real(dir), attributes);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        disk.copy(real(source), real(target), options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return disk.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return disk.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return disk.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        disk.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return disk.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return disk.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return disk.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        disk.setAttribute(real(path), attribute, value, options);
    }
}

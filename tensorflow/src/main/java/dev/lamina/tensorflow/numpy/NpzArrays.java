package dev.lamina.tensorflow.numpy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The arrays of an archive, each read when it is asked for: one that cannot be read hides no other. */
public final class NpzArrays extends AbstractMap<String, Tensor> {
    private static final String SUFFIX = ".npy";

    /** Deflate cannot do better. */
    private static final long LARGEST_RATIO = 1032;

    private final Path file;

    /** The archive's own names of the arrays, by the arrays'. */
    private final Map<String, String> names = new LinkedHashMap<>();

    public NpzArrays(Path file) {
        this.file = file;
        inArchive(archive -> {
            for (ZipEntry entry : Collections.list(archive.entries())) {
                String name = entry.getName();
                names.put(name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name, name);
            }
            return names;
        });
    }

    /** Reads something of an open archive. */
    private interface ArchiveReader<T> {
        T read(ZipFile archive) throws IOException;
    }

    private <T> T inArchive(ArchiveReader<T> reader) {
        return Reading.of(file, () -> {
            try (ZipFile archive = new ZipFile(file.toFile())) {
                return reader.read(archive);
            } catch (ZipException e) {
                throw new DataLossException(file + " is no .npz archive: " + e.getMessage(), null, e);
            }
        });
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return names.containsKey(key);
    }

    @Override
    public @Nullable Tensor get(@Nullable Object key) {
        String name = names.get(key);
        return name == null ? null : read(name, NpyArray::read, true);
    }

    /** What an array's header says, of whatever type the array is. */
    public NpyHeader header(String key) {
        return read(Objects.requireNonNull(names.get(key)), NpyHeader::read, false);
    }

    private <T> T read(String name, Function<NpySource, T> reader, boolean isWhole) {
        return inArchive(archive -> {
            ZipEntry entry = archive.getEntry(name);
            String member = file + ":" + name;
            if (entry == null) {
                throw new NotFoundException(member + " is not there any more");
            }
            if (entry.getSize() < 0 || entry.getSize() > LARGEST_RATIO * entry.getCompressedSize() + LARGEST_RATIO) {
                throw new DataLossException(file + " claims " + entry.getSize() + " bytes for " + name);
            }
            try (InputStream raw = archive.getInputStream(entry);
                    CheckedInputStream in = new CheckedInputStream(raw, new CRC32())) {
                T result = reader.apply(new NpySource(member, in, entry.getSize()));
                if (isWhole && in.getChecksum().getValue() != entry.getCrc()) {
                    throw new DataLossException(member + " does not match its checksum");
                }
                return result;
            } catch (ZipException e) {
                throw new DataLossException(member + " is damaged: " + e.getMessage(), null, e);
            } catch (OutOfMemoryError e) {
                throw new ResourceExhaustedException(
                        member + " has " + entry.getSize() + " bytes, more than is free of the heap of "
                                + Runtime.getRuntime().maxMemory(),
                        "give the JVM more memory with -Xmx",
                        e);
            }
        });
    }

    @Override
    public Set<Entry<String, Tensor>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.size();
            }

            @Override
            public Iterator<Entry<String, Tensor>> iterator() {
                return names.keySet().stream()
                        .<Entry<String, Tensor>>map(Member::new)
                        .iterator();
            }
        };
    }

    /** An array under its name. */
    private final class Member implements Entry<String, Tensor> {
        private final String key;

        Member(String key) {
            this.key = key;
        }

        @Override
        public String getKey() {
            return key;
        }

        @Override
        public Tensor getValue() {
            return Objects.requireNonNull(get(key));
        }

        @Override
        public Tensor setValue(Tensor value) {
            throw new UnsupportedOperationException("the arrays of an archive are not changed");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry<?, ?> entry
                    && key.equals(entry.getKey())
                    && getValue().equals(entry.getValue());
        }

        @Override
        public int hashCode() {
            return key.hashCode() ^ getValue().hashCode();
        }
    }

    /** The names: the arrays may be large, and one of them not readable. */
    @Override
    public String toString() {
        return file + " " + names.keySet();
    }
}

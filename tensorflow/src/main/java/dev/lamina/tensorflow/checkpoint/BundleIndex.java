package dev.lamina.tensorflow.checkpoint;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.tensorflow.Saver;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.FileKind;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.SavedModelFiles;
import dev.lamina.tensorflow.file.TableReader;
import dev.lamina.tensorflow.proto.BundleEntryProto;
import dev.lamina.tensorflow.proto.BundleHeaderProto;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the index of a checkpoint says: which tensor lies where, every claim checked against the files. */
public final class BundleIndex {
    /** The version of the format that this is, the one TensorFlow has always written. */
    public static final int VERSION = 1;

    private final Path file;
    private final BundleHeaderProto header;
    private final SortedMap<byte[], BundleEntry> entries = new TreeMap<>(Arrays::compareUnsigned);

    private BundleIndex(Path file, SortedMap<byte[], byte[]> table) {
        this.file = file;
        byte[] first = table.remove(new byte[0]);
        if (first == null) {
            throw Problems.corrupt(file, "it has no header");
        }
        header = header(first);
        table.forEach((key, value) -> entries.put(key, entry(key, value)));
    }

    /**
     * Reads the index of the checkpoint with that prefix.
     *
     * @throws NotFoundException if there is no such checkpoint, or a file of it is missing
     * @throws dev.lamina.error.DataLossException if a file is damaged
     */
    public static BundleIndex read(String prefix) {
        Path path = BundlePaths.index(prefix);
        if (!Files.exists(path)) {
            throw missing(prefix);
        }
        BundleIndex index = new BundleIndex(path, TableReader.read(path));
        new ShardCheck(prefix, index.shards()).run(index.entries.values());
        return index;
    }

    private static RuntimeException missing(String prefix) {
        Path path = BundlePaths.path(prefix);
        if (Files.isRegularFile(path)) {
            return new NotFoundException(prefix + " is " + FileKind.of(path).title()
                    + ", but no checkpoint: of one there is a file " + prefix + ".index");
        }
        if (Files.isDirectory(path)) {
            return new NotFoundException(prefix + " is a folder, but no checkpoint", inFolder(path));
        }
        List<String> steps = CheckpointFiles.steps(prefix);
        return new NotFoundException(
                "there is no checkpoint " + prefix + ": no file " + BundlePaths.index(prefix),
                steps.isEmpty()
                        ? "give the prefix of its files, such as model.ckpt-1000 for model.ckpt-1000.index"
                        : "there is " + String.join(" and ", steps));
    }

    private static String inFolder(Path folder) {
        if (SavedModelFiles.find(folder).isPresent()) {
            return "there is a SavedModel in it: SavedModel.load reads it, and 'lamina run' runs it";
        }
        return Saver.latestCheckpoint(folder)
                .map(latest -> "the latest in it is " + latest)
                .orElse("give the prefix of its files, such as model.ckpt-1000 for model.ckpt-1000.index");
    }

    private BundleHeaderProto header(byte[] bytes) {
        try {
            BundleHeaderProto parsed = BundleHeaderProto.parseFrom(bytes);
            if (parsed.getNumShards() < 1) {
                throw Problems.corrupt(file, "it claims " + parsed.getNumShards() + " data files");
            }
            if (parsed.getVersion().getMinConsumer() > VERSION) {
                throw new UnimplementedException(file + " asks for version "
                        + parsed.getVersion().getMinConsumer() + " of the format or later; this is version " + VERSION);
            }
            return parsed;
        } catch (InvalidProtocolBufferException e) {
            throw Problems.corrupt(file, "its header is none: " + e.getMessage());
        }
    }

    private BundleEntry entry(byte[] key, byte[] value) {
        String name = name(key);
        try {
            return BundleEntry.of(file, name, BundleEntryProto.parseFrom(value));
        } catch (InvalidProtocolBufferException e) {
            throw Problems.corrupt(file, "the entry of '" + name + "' is none: " + e.getMessage());
        }
    }

    private static String name(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    public Path file() {
        return file;
    }

    public int shards() {
        return header.getNumShards();
    }

    public ByteOrder order() {
        return header.getEndianness() == BundleHeaderProto.Endianness.BIG
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN;
    }

    @Nullable
    public BundleEntry find(byte[] key) {
        return entries.get(key);
    }

    /** The entries of whole tensors in the order of their names, slices left out. */
    public Collection<BundleEntry> tensors() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey()[0] != 0)
                .map(java.util.Map.Entry::getValue)
                .toList();
    }
}

package dev.lamina.tensorflow.checkpoint;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.ElementStream;
import dev.lamina.tensorflow.file.MaskedCrc;
import dev.lamina.tensorflow.file.PendingFiles;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.StringElements;
import dev.lamina.tensorflow.file.TableWriter;
import dev.lamina.tensorflow.proto.BundleEntryProto;
import dev.lamina.tensorflow.proto.BundleHeaderProto;
import dev.lamina.tensorflow.proto.VersionDef;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes a checkpoint, so that its index appears last and at one stroke.
 *
 * <p>A checkpoint of the same name that is there already must stay whole until that moment, so the data file is not
 * given the name of the one in use: one data file and two take turns.
 */
public final class BundleWriter {
    private final String prefix;

    public BundleWriter(String prefix) {
        this.prefix = prefix;
    }

    public void write(Map<String, Tensor> tensors) {
        write(SavedTensor.of(tensors), null);
    }

    /** Writes the tensors and, unless {@code null}, the meta graph beside them. */
    public void write(List<SavedTensor> tensors, byte @Nullable [] metaGraph) {
        SortedMap<byte[], SavedTensor> sorted = sorted(tensors);
        Path index = BundlePaths.index(prefix);
        int old = Files.exists(index) ? shardsInUse() : 0;
        int shards = old == 1 ? 2 : 1;
        try (PendingFiles files = new PendingFiles()) {
            byte[] table = TableWriter.write(data(files, prefix, sorted, shards));
            if (metaGraph != null) {
                files.add(BundlePaths.meta(prefix), metaGraph);
            }
            files.add(index, table);
            files.commit();
            CheckpointFiles.deleteData(prefix, shards);
        } catch (IOException e) {
            throw Problems.unreachable(index, e);
        }
    }

    private int shardsInUse() {
        try {
            return BundleIndex.read(prefix).shards();
        } catch (DataLossException | dev.lamina.error.NotFoundException damaged) {
            // What cannot be read any more need not be kept whole.
            return 0;
        } catch (UnimplementedException e) {
            // Others can read it: it stays whole until the new one is.
            return Files.exists(BundlePaths.data(prefix, 0, 1)) ? 1 : 0;
        }
    }

    /** What lies in the data files, by the keys of the entries. */
    private static SortedMap<byte[], SavedTensor> sorted(List<SavedTensor> tensors) {
        SortedMap<byte[], SavedTensor> sorted = new TreeMap<>(Arrays::compareUnsigned);
        for (SavedTensor tensor : tensors) {
            String name = tensor.name();
            DType type = tensor.value().dtype();
            if (name.isEmpty() || name.charAt(0) == 0 || type.isOpaque()) {
                throw new InvalidArgumentException(
                        "'" + name + "', a " + type + ", cannot be saved under this name or at all");
            }
            byte[] key = tensor.slice() == null
                    ? name.getBytes(StandardCharsets.UTF_8)
                    : SliceKey.of(name, tensor.slice().toProto());
            if (sorted.put(key, tensor) != null) {
                throw new InvalidArgumentException("'" + name + "' would be saved twice");
            }
        }
        return sorted;
    }

    /** Writes the data files and gives the index's entries. */
    private static SortedMap<byte[], byte[]> data(
            PendingFiles files, String prefix, SortedMap<byte[], SavedTensor> tensors, int shards) throws IOException {
        SortedMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
        entries.put(new byte[0], header(shards).toByteArray());
        FileChannel[] channels = new FileChannel[shards];
        for (int shard = 0; shard < shards; shard++) {
            channels[shard] = files.begin(BundlePaths.data(prefix, shard, shards));
        }
        Map<String, BundleEntryProto.Builder> partitioned = new LinkedHashMap<>();
        int next = 0;
        for (Map.Entry<byte[], SavedTensor> each : tensors.entrySet()) {
            int shard = next++ % shards;
            SavedTensor tensor = each.getValue();
            BundleEntryProto.Builder entry = append(channels[shard], tensor.value());
            entries.put(each.getKey(), entry.setShardId(shard).build().toByteArray());
            if (tensor.slice() != null) {
                partitioned
                        .computeIfAbsent(tensor.name(), _ -> whole(tensor))
                        .addSlices(tensor.slice().toProto());
            }
        }
        partitioned.forEach((name, entry) -> {
            if (entries.put(name.getBytes(StandardCharsets.UTF_8), entry.build().toByteArray()) != null) {
                throw new InvalidArgumentException("'" + name + "' would be saved as a whole and in parts");
            }
        });
        return entries;
    }

    private static BundleEntryProto.Builder whole(SavedTensor part) {
        return BundleEntryProto.newBuilder()
                .setDtypeValue(part.value().dtype().number())
                .setShape(shape(part.whole()));
    }

    private static BundleHeaderProto header(int shards) {
        return BundleHeaderProto.newBuilder()
                .setNumShards(shards)
                .setEndianness(BundleHeaderProto.Endianness.LITTLE)
                .setVersion(VersionDef.newBuilder().setProducer(BundleIndex.VERSION))
                .build();
    }

    private static BundleEntryProto.Builder append(FileChannel out, Tensor tensor) throws IOException {
        long offset = out.position();
        CRC32C sum = new CRC32C();
        if (tensor.dtype() == DType.STRING) {
            StringElements.write(out, tensor.buffer().strings(), tensor.size(), sum);
        } else {
            ElementStream.write(
                    out,
                    ByteOrder.LITTLE_ENDIAN,
                    tensor.dtype(),
                    tensor.buffer().array(),
                    tensor.size(),
                    sum);
        }
        return BundleEntryProto.newBuilder()
                .setDtypeValue(tensor.dtype().number())
                .setShape(shape(tensor.shape()))
                .setOffset(offset)
                .setSize(out.position() - offset)
                .setCrc32C(MaskedCrc.of(sum));
    }

    private static dev.lamina.tensorflow.proto.TensorShapeProto shape(dev.lamina.tensor.Shape shape) {
        var proto = dev.lamina.tensorflow.proto.TensorShapeProto.newBuilder();
        for (long dim : shape.dims()) {
            proto.addDimBuilder().setSize(dim);
        }
        return proto.build();
    }
}

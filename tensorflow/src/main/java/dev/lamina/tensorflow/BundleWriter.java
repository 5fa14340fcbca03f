package dev.lamina.tensorflow;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
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
final class BundleWriter {
    private final String prefix;

    BundleWriter(String prefix) {
        this.prefix = prefix;
    }

    void write(Map<String, Tensor> tensors) {
        write(tensors, null);
    }

    /** Writes the tensors and, unless {@code null}, the meta graph beside them. */
    void write(Map<String, Tensor> tensors, byte @Nullable [] metaGraph) {
        SortedMap<byte[], Tensor> sorted = sorted(tensors);
        Path index = BundlePaths.index(prefix);
        int old = Files.exists(index) ? shardsInUse() : 0;
        int shards = old == 1 ? 2 : 1;
        try (PendingFiles files = new PendingFiles()) {
            byte[] table = TableWriter.write(data(files, sorted, shards));
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
        }
    }

    private static SortedMap<byte[], Tensor> sorted(Map<String, Tensor> tensors) {
        SortedMap<byte[], Tensor> sorted = new TreeMap<>(Arrays::compareUnsigned);
        tensors.forEach((name, tensor) -> {
            if (name.isEmpty() || name.charAt(0) == 0 || tensor.dtype() == DType.RESOURCE) {
                throw new InvalidArgumentException(
                        "'" + name + "', a " + tensor.dtype() + ", cannot be saved under this name or at all");
            }
            sorted.put(name.getBytes(StandardCharsets.UTF_8), tensor);
        });
        return sorted;
    }

    /** Writes the data files and gives the index's entries. */
    private SortedMap<byte[], byte[]> data(PendingFiles files, SortedMap<byte[], Tensor> tensors, int shards)
            throws IOException {
        SortedMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
        entries.put(new byte[0], header(shards).toByteArray());
        FileChannel[] channels = new FileChannel[shards];
        for (int shard = 0; shard < shards; shard++) {
            channels[shard] = files.begin(BundlePaths.data(prefix, shard, shards));
        }
        int next = 0;
        for (Map.Entry<byte[], Tensor> tensor : tensors.entrySet()) {
            int shard = next++ % shards;
            BundleEntryProto.Builder entry = append(channels[shard], tensor.getValue());
            entries.put(tensor.getKey(), entry.setShardId(shard).build().toByteArray());
        }
        return entries;
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

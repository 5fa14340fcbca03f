package dev.lamina.tensorflow.checkpoint;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.ElementStream;
import dev.lamina.tensorflow.file.MaskedCrc;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.file.StringElements;
import dev.lamina.tensorflow.proto.TensorSliceProto;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Reads tensors from the data files of a checkpoint, each against its checksum. */
public final class BundleData {
    private final String prefix;
    private final BundleIndex index;

    public BundleData(String prefix, BundleIndex index) {
        this.prefix = prefix;
        this.index = index;
    }

    public Tensor read(BundleEntry entry) {
        if (entry.slices().isEmpty()) {
            return whole(entry);
        }
        return SliceAssembly.of(
                index.file(),
                entry.name(),
                entry.dtype(),
                entry.shape(),
                entry.slices(),
                (slice, shape) -> whole(part(entry, slice, shape)));
    }

    private BundleEntry part(BundleEntry full, TensorSliceProto slice, Shape shape) {
        BundleEntry part = index.find(SliceKey.of(full.name(), slice));
        boolean fits = part != null
                && part.slices().isEmpty()
                && part.typeNumber() == full.typeNumber()
                && part.shape().equals(shape);
        if (part == null || !fits) {
            throw Problems.corrupt(
                    index.file(),
                    "the partitioned variable '" + full.name() + "' of shape " + full.shape()
                            + ": a slice is missing or of another type or shape");
        }
        return part;
    }

    /** A tensor as checkpoints of any format have them. */
    public StoredTensor stored(BundleEntry entry) {
        return new Stored(this, entry);
    }

    private record Stored(BundleData data, BundleEntry entry) implements StoredTensor {
        @Override
        public String name() {
            return entry.name();
        }

        @Override
        public int typeNumber() {
            return entry.typeNumber();
        }

        @Override
        public Shape shape() {
            return entry.shape();
        }

        @Override
        public Tensor read() {
            return data.read(entry);
        }
    }

    /** A slice of a partitioned variable. */
    public Tensor slice(BundleEntry full, ShapeAndSlice slice, TensorSliceProto proto) {
        return whole(part(full, proto, slice.part()));
    }

    private Tensor whole(BundleEntry entry) {
        Path file = BundlePaths.data(prefix, entry.shard(), index.shards());
        return Reading.of(file, () -> read(file, entry));
    }

    private Tensor read(Path file, BundleEntry entry) throws IOException {
        CRC32C sum = new CRC32C();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Object array = elements(channel.position(entry.offset()), entry, sum);
            if (MaskedCrc.of(sum) != entry.checksum()) {
                throw Problems.corrupt(
                        file,
                        entry.offset(),
                        "the checksum of '" + entry.name() + "', " + entry.size() + " bytes, does not match");
            }
            return Tensor.wrap(entry.dtype(), array, entry.shape());
        } catch (EOFException e) {
            throw Problems.corrupt(file, entry.offset(), "it ends within '" + entry.name() + "'");
        } catch (BufferUnderflowException e) {
            throw Problems.corrupt(file, entry.offset(), "the lengths of the strings of '" + entry.name() + "'");
        }
    }

    private Object elements(FileChannel channel, BundleEntry entry, CRC32C sum) throws IOException {
        DType type = entry.dtype();
        int count = entry.shape().size();
        if (type == DType.STRING) {
            return StringElements.read(bytes(channel, entry), count, sum);
        }
        Object array = type.newArray(count);
        ElementStream.read(channel, index.order(), type, array, count, sum);
        return array;
    }

    private static ByteBuffer bytes(FileChannel channel, BundleEntry entry) throws IOException {
        if (entry.size() > Integer.MAX_VALUE - 16) {
            throw new InvalidArgumentException("'" + entry.name() + "' has more than 2 GiB of strings");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) entry.size());
        ElementStream.fill(channel, bytes, new CRC32C());
        return bytes;
    }
}

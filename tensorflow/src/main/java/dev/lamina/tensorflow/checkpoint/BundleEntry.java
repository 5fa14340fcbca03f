package dev.lamina.tensorflow.checkpoint;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.proto.BundleEntryProto;
import dev.lamina.tensorflow.proto.TensorShapeProto;
import dev.lamina.tensorflow.proto.TensorSliceProto;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor, or a slice of one, lies in a checkpoint.
 *
 * @param name its name
 * @param typeNumber TensorFlow's number of its type, which need not be one of Lamina's
 * @param shape its shape, fully defined
 * @param shard which of the data files
 * @param offset where in the file
 * @param size its bytes there
 * @param checksum the masked CRC32C over it
 * @param slices of a partitioned variable its parts, which have entries of their own; else empty
 */
public record BundleEntry(
        String name,
        int typeNumber,
        Shape shape,
        int shard,
        long offset,
        long size,
        int checksum,
        List<TensorSliceProto> slices) {
    private static final int LARGEST_RANK = 254;

    public static BundleEntry of(Path file, String name, BundleEntryProto proto) {
        BundleEntry entry = new BundleEntry(
                name,
                proto.getDtypeValue(),
                shape(file, name, proto.getShape()),
                proto.getShardId(),
                proto.getOffset(),
                proto.getSize(),
                proto.getCrc32C(),
                proto.getSlicesList());
        entry.checkSize(file);
        return entry;
    }

    private static Shape shape(Path file, String name, TensorShapeProto proto) {
        try {
            if (proto.getUnknownRank() || proto.getDimCount() > LARGEST_RANK) {
                throw new InvalidArgumentException("a rank that is unknown or beyond " + LARGEST_RANK);
            }
            Shape shape = Shape.of(proto.getDimList().stream()
                    .mapToLong(TensorShapeProto.Dim::getSize)
                    .toArray());
            if (shape.elements() < 0) {
                throw new InvalidArgumentException("a dimension below zero in " + shape);
            }
            return shape;
        } catch (LaminaException e) {
            throw Problems.corrupt(file, "the shape of '" + name + "': " + e.getMessage());
        }
    }

    /** A shape that is larger than what lies in the file would make a reader allocate what nothing justifies. */
    private void checkSize(Path file) {
        long elements = shape.elements();
        DType type = StoredTensor.isKnown(typeNumber) ? dtype() : DType.RESOURCE;
        boolean fits = !slices.isEmpty()
                ? size == 0
                : switch (type) {
                    case RESOURCE, VARIANT -> true;
                    case STRING -> elements <= size - Integer.BYTES;
                    default -> size % type.bytes() == 0 && elements == size / type.bytes();
                };
        if (!fits || size < 0 || offset < 0) {
            throw Problems.corrupt(
                    file, "'" + name + "', of type " + type + " and shape " + shape + ", in " + size + " bytes");
        }
    }

    /**
     * The type of the elements.
     *
     * @throws dev.lamina.error.UnimplementedException if Lamina has no such type
     */
    public DType dtype() {
        return StoredTensor.dtype(name, typeNumber);
    }
}

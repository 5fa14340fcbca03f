package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.proto.DataType;
import dev.lamina.tensorflow.proto.TensorShapeProto;

/** Shapes and types as TensorFlow's files have them. */
public final class Shapes {
    private static final int LARGEST_RANK = 254;
    /** What the number of a reference type is above that of its plain one. */
    private static final int REFERENCE = 100;

    private Shapes() {}

    public static Shape read(TensorShapeProto proto) {
        if (proto.getUnknownRank()) {
            return Shape.unknown();
        }
        if (proto.getDimCount() > LARGEST_RANK) {
            throw new InvalidArgumentException(
                    "a shape of " + proto.getDimCount() + " dimensions; the most is " + LARGEST_RANK);
        }
        return Shape.of(proto.getDimList().stream()
                .mapToLong(TensorShapeProto.Dim::getSize)
                .toArray());
    }

    public static TensorShapeProto write(Shape shape) {
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        if (!shape.hasRank()) {
            return proto.setUnknownRank(true).build();
        }
        for (long dim : shape.dims()) {
            proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(dim));
        }
        return proto.build();
    }

    /** The type with that number; a reference's is that of what it refers to. */
    public static DType type(int number) {
        return DType.ofNumber(plainType(number));
    }

    /** The number of a type; of a reference that of what it refers to. */
    public static int plainType(int number) {
        return number > REFERENCE ? number - REFERENCE : number;
    }

    public static DataType write(DType type) {
        return DataType.forNumber(type.number());
    }
}

package dev.lamina.tensorflow.checkpoint;

import dev.lamina.error.UnimplementedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.DataType;

/** A tensor of a checkpoint of whatever format. */
public interface StoredTensor {
    /** Its name. */
    String name();

    /** TensorFlow's number of its type, which need not be one of Lamina's. */
    int typeNumber();

    /** Its shape, fully defined. */
    Shape shape();

    /**
     * Reads it.
     *
     * @throws dev.lamina.error.DataLossException if it is damaged
     */
    Tensor read();

    /** Says whether Lamina has the type. */
    static boolean isKnown(int typeNumber) {
        for (DType type : DType.values()) {
            if (type.number() == typeNumber) {
                return !type.isOpaque();
            }
        }
        return false;
    }

    /**
     * The type of the elements of the tensor with that name.
     *
     * @throws UnimplementedException if Lamina has no such type
     */
    static DType dtype(String name, int typeNumber) {
        if (!isKnown(typeNumber)) {
            DataType type = DataType.forNumber(typeNumber);
            throw new UnimplementedException("'" + name + "' is of type "
                    + (type == null ? "number " + typeNumber : type) + ", which Lamina does not have");
        }
        return DType.ofNumber(typeNumber);
    }
}

package dev.lamina.tensorflow.graph;

import com.google.protobuf.ByteString;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ElementStream;
import dev.lamina.tensorflow.file.MemoryBudget;
import dev.lamina.tensorflow.file.StringElements;
import dev.lamina.tensorflow.proto.TensorProto;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntConsumer;

/** Tensors as TensorFlow's files have them: the bytes in order, or a list of values of which the last one repeats. */
public final class TensorProtos {
    private TensorProtos() {}

    /**
     * Reads a tensor.
     *
     * @param budget for what the last value's repetition needs
     * @throws InvalidArgumentException if type, shape and content do not go together
     * @throws dev.lamina.error.ResourceExhaustedException if the budget does not suffice
     */
    public static Tensor read(TensorProto proto, MemoryBudget budget) {
        DType type = Shapes.type(proto.getDtypeValue());
        Shape shape = Shapes.read(proto.getTensorShape());
        int size = shape.size();
        ByteString content = proto.getTensorContent();
        if (!content.isEmpty() && type == DType.STRING) {
            return Tensor.wrap(type, strings(content, shape), shape);
        }
        if (!content.isEmpty() && type.bytes() > 0) {
            if (content.size() != (long) size * type.bytes()) {
                throw new InvalidArgumentException("a tensor of " + type + shape + " takes "
                        + (long) size * type.bytes() + " bytes, but its tensor_content has " + content.size());
            }
            Object array = type.newArray(size);
            ElementStream.get(content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN), type, array, 0, size);
            return Tensor.wrap(type, array, shape);
        }
        List<?> values = values(proto, type);
        int width = type.width();
        int given = Math.min(values.size() / width, size);
        if (given < size) {
            budget.take((long) (size - given) * Math.max(1, type.bytes()));
        }
        Tensor tensor = Tensor.zeros(type, shape);
        Buffer buffer = tensor.buffer();
        for (int i = 0; i < given * width; i++) {
            set(buffer.array(), i, type, values.get(i));
        }
        if (given > 0) {
            for (int i = given; i < size; i++) {
                buffer.copyFrom(buffer, given - 1, i, 1);
            }
        }
        return tensor;
    }

    /** As TensorFlow's core writes them; Python's TensorFlow has them in a list. */
    private static byte[][] strings(ByteString content, Shape shape) {
        try {
            return StringElements.readPacked(content.asReadOnlyByteBuffer(), shape.size());
        } catch (BufferUnderflowException e) {
            throw new InvalidArgumentException(
                    "a tensor of string" + shape + " has lengths and texts of so many for its tensor_content, but the "
                            + content.size() + " bytes there are not",
                    null,
                    e);
        }
    }

    private static List<?> values(TensorProto proto, DType type) {
        return switch (type) {
            case FLOAT32 -> proto.getFloatValList();
            case FLOAT64 -> proto.getDoubleValList();
            case COMPLEX64 -> proto.getScomplexValList();
            case COMPLEX128 -> proto.getDcomplexValList();
            case INT32, INT16, UINT16, INT8, UINT8 -> proto.getIntValList();
            case UINT32 -> proto.getUint32ValList();
            case UINT64 -> proto.getUint64ValList();
            case INT64 -> proto.getInt64ValList();
            case BOOL -> proto.getBoolValList();
            case FLOAT16, BFLOAT16 -> proto.getHalfValList();
            case STRING -> proto.getStringValList();
            case RESOURCE, VARIANT -> throw new InvalidArgumentException("a " + type + " is no constant");
        };
    }

    private static void set(Object array, int index, DType type, Object value) {
        switch (type) {
            case FLOAT32, COMPLEX64 -> ((float[]) array)[index] = (Float) value;
            case FLOAT64, COMPLEX128 -> ((double[]) array)[index] = (Double) value;
            case INT32, UINT32 -> ((int[]) array)[index] = (Integer) value;
            case INT64, UINT64 -> ((long[]) array)[index] = (Long) value;
            case INT16, UINT16, FLOAT16, BFLOAT16 -> ((short[]) array)[index] = ((Integer) value).shortValue();
            case INT8, UINT8 -> ((byte[]) array)[index] = ((Integer) value).byteValue();
            case BOOL -> ((byte[]) array)[index] = (byte) ((Boolean) value ? 1 : 0);
            case STRING -> ((byte[][]) array)[index] = ((ByteString) value).toByteArray();
            case RESOURCE, VARIANT -> throw new InvalidArgumentException("a " + type + " is no constant");
        }
    }

    /** How many values there are. */
    public static long count(TensorProto proto, DType type) {
        return proto.getTensorContent().isEmpty() || type.bytes() == 0
                ? values(proto, type).size() / type.width()
                : proto.getTensorContent().size() / type.bytes();
    }

    /** Writes the values of a tensor one by one, without type and shape. */
    public static TensorProto elements(Tensor tensor) {
        TensorProto.Builder proto = TensorProto.newBuilder();
        Buffer buffer = tensor.buffer();
        if (tensor.dtype() == DType.STRING) {
            each(tensor, i -> proto.addStringVal(ByteString.copyFrom(buffer.strings()[i])));
        } else {
            each(tensor, i -> single(proto, buffer, i));
        }
        return proto.build();
    }

    /** Writes a tensor as Python's TensorFlow does: a single value as such, several as bytes. */
    public static TensorProto write(Tensor tensor) {
        DType type = tensor.dtype();
        TensorProto.Builder proto =
                TensorProto.newBuilder().setDtype(Shapes.write(type)).setTensorShape(Shapes.write(tensor.shape()));
        Buffer buffer = tensor.buffer();
        if (type == DType.STRING) {
            each(tensor, i -> proto.addStringVal(ByteString.copyFrom(buffer.strings()[i])));
        } else if (tensor.size() > 1) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(tensor.size(), type.bytes()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            ElementStream.put(bytes, type, buffer.array(), 0, tensor.size());
            proto.setTensorContent(ByteString.copyFrom(bytes.clear()));
        } else {
            each(tensor, i -> single(proto, buffer, i));
        }
        return proto.build();
    }

    private static void each(Tensor tensor, IntConsumer add) {
        for (int i = 0; i < tensor.size(); i++) {
            add.accept(i);
        }
    }

    private static TensorProto.Builder single(TensorProto.Builder proto, Buffer buffer, int i) {
        return switch (buffer.dtype()) {
            case FLOAT32 -> proto.addFloatVal(buffer.floats()[i]);
            case FLOAT64 -> proto.addDoubleVal(buffer.doubles()[i]);
            case COMPLEX64 -> proto.addScomplexVal(buffer.floats()[2 * i]).addScomplexVal(buffer.floats()[2 * i + 1]);
            case COMPLEX128 ->
                proto.addDcomplexVal(buffer.doubles()[2 * i]).addDcomplexVal(buffer.doubles()[2 * i + 1]);
            case INT32, INT16, UINT16, INT8, UINT8 -> proto.addIntVal((int) buffer.asLong(i));
            case UINT32 -> proto.addUint32Val(buffer.ints()[i]);
            case UINT64 -> proto.addUint64Val(buffer.longs()[i]);
            case INT64 -> proto.addInt64Val(buffer.longs()[i]);
            case BOOL -> proto.addBoolVal(buffer.bytes()[i] != 0);
            case FLOAT16, BFLOAT16 -> proto.addHalfVal(buffer.shorts()[i] & 0xffff);
            case STRING, RESOURCE, VARIANT ->
                throw new InvalidArgumentException("a " + buffer.dtype() + " is no number");
        };
    }
}

package dev.lamina.interop;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.RawTensor;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Tensors from Lamina to TensorFlow and back, bit by bit. */
final class TensorFlowTensors {
    private static final Map<DType, Class<? extends TType>> TYPES = Map.of(
            DType.FLOAT32, TFloat32.class,
            DType.FLOAT64, TFloat64.class,
            DType.FLOAT16, TFloat16.class,
            DType.BFLOAT16, TBfloat16.class,
            DType.INT32, TInt32.class,
            DType.INT64, TInt64.class,
            DType.UINT8, TUint8.class,
            DType.BOOL, TBool.class,
            DType.STRING, TString.class);

    private TensorFlowTensors() {}

    static DType dtype(DataType type) {
        return DType.ofNumber(valueType(type).getNumber());
    }

    /** The type of what a reference refers to: references are numbered from 100 on. */
    static DataType valueType(DataType type) {
        return DataType.forNumber(type.getNumber() % 100);
    }

    /** Says whether TensorFlow Java has a type of tensors for it. */
    static boolean isReadable(DataType type) {
        return TYPES.containsKey(dtype(type));
    }

    /** What was read in the place of a tensor of a type that TensorFlow Java lacks, as that type. */
    static Tensor as(Tensor read, DType type) {
        return type.isComplex()
                ? Tensor.wrap(
                        type,
                        read.buffer().array(),
                        read.shape().slice(0, read.shape().rank() - 1))
                : read.cast(type);
    }

    static TType to(Tensor tensor) {
        var shape = org.tensorflow.ndarray.Shape.of(tensor.shape().dims());
        Class<? extends TType> type = TYPES.get(tensor.dtype());
        if (type == null) {
            throw new AssertionError("TensorFlow Java has no tensors of " + tensor.dtype());
        }
        if (type == TString.class) {
            NdArray<byte[]> elements =
                    NdArrays.wrap(shape, DataBuffers.of(tensor.buffer().strings(), true, false));
            return TString.tensorOfBytes(elements);
        }
        return org.tensorflow.Tensor.of(type, shape, DataBuffers.of(bytes(tensor)));
    }

    private static byte[] bytes(Tensor tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(tensor.size() * tensor.dtype().bytes()).order(ByteOrder.nativeOrder());
        int size = tensor.size();
        switch (tensor.buffer().array()) {
            case float[] floats -> bytes.asFloatBuffer().put(floats, 0, size);
            case double[] doubles -> bytes.asDoubleBuffer().put(doubles, 0, size);
            case int[] ints -> bytes.asIntBuffer().put(ints, 0, size);
            case long[] longs -> bytes.asLongBuffer().put(longs, 0, size);
            case short[] shorts -> bytes.asShortBuffer().put(shorts, 0, size);
            case byte[] plain -> bytes.put(plain, 0, size);
            default -> throw new AssertionError(tensor.dtype());
        }
        return bytes.array();
    }

    static Tensor from(org.tensorflow.Tensor tensor) {
        RawTensor raw = tensor.asRawTensor();
        DType type = dtype(raw.dataType());
        Shape shape = Shape.of(tensor.shape().asArray());
        if (tensor instanceof TString strings) {
            List<byte[]> elements = new ArrayList<>();
            strings.asBytes().scalars().forEach(element -> elements.add(element.getObject()));
            return Tensor.wrap(type, elements.toArray(new byte[0][]), shape);
        }
        byte[] bytes = new byte[Math.toIntExact(raw.data().size())];
        raw.data().read(bytes);
        return Tensor.wrap(type, elements(type, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder())), shape);
    }

    private static Object elements(DType type, ByteBuffer bytes) {
        Object array = type.newArray(bytes.remaining() / type.bytes());
        switch (array) {
            case float[] floats -> bytes.asFloatBuffer().get(floats);
            case double[] doubles -> bytes.asDoubleBuffer().get(doubles);
            case int[] ints -> bytes.asIntBuffer().get(ints);
            case long[] longs -> bytes.asLongBuffer().get(longs);
            case short[] shorts -> bytes.asShortBuffer().get(shorts);
            case byte[] plain -> bytes.get(plain);
            default -> throw new AssertionError(type);
        }
        return array;
    }
}

package dev.lamina.tensorflow.numpy;

import dev.lamina.error.DataLossException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ElementStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads and writes one array in NumPy's format. */
public final class NpyArray {
    private NpyArray() {}

    public static Tensor read(NpySource in) {
        NpyHeader header = NpyHeader.read(in);
        NpyType type = NpyType.of(header.descriptor(), in.name());
        long elements = header.shape().elements();
        boolean fits =
                type.bytes() > 0 && in.remaining() % type.bytes() == 0 && elements == in.remaining() / type.bytes();
        if (!fits) {
            throw new DataLossException(in.name() + " has " + in.remaining() + " bytes for an array of shape "
                    + header.shape() + " with " + type.bytes() + " bytes an element");
        }
        Object array = elements(in, type, header.shape().size());
        Shape shape = header.shape();
        return header.fortranOrder() && shape.rank() > 1
                ? transposed(type.dtype(), array, shape)
                : Tensor.wrap(type.dtype(), array, shape);
    }

    private static Object elements(NpySource in, NpyType type, int count) {
        if (type.dtype() != DType.STRING) {
            Object array = type.dtype().newArray(count);
            try {
                ElementStream.read(in.channel(), type.order(), type.dtype(), array, count, new CRC32C());
            } catch (IOException e) {
                throw in.broken(e);
            }
            return array;
        }
        byte[][] strings = (byte[][]) type.dtype().newArray(count);
        for (int i = 0; i < count; i++) {
            strings[i] = NpyStrings.read(in.bytes(type.bytes()), type, in.name());
        }
        return strings;
    }

    /** The same elements with the last axis varying fastest instead of the first. */
    private static Tensor transposed(DType dtype, Object array, Shape shape) {
        int count = shape.size();
        int width = dtype.width();
        Object result = dtype.newArray(count);
        int rank = shape.rank();
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = 0; axis < rank; axis++) {
            strides[axis] = stride;
            stride *= (int) shape.dim(axis);
        }
        int[] position = new int[rank];
        int from = 0;
        for (int to = 0; to < count; to++) {
            System.arraycopy(array, from * width, result, to * width, width);
            for (int axis = rank - 1; axis >= 0; axis--) {
                from += strides[axis];
                if (++position[axis] < shape.dim(axis)) {
                    break;
                }
                from -= strides[axis] * position[axis];
                position[axis] = 0;
            }
        }
        return Tensor.wrap(dtype, result, shape);
    }

    public static void write(OutputStream out, Tensor tensor) throws IOException {
        DType dtype = tensor.dtype();
        NpyType type = NpyType.of(
                dtype, dtype == DType.STRING ? NpyStrings.width(tensor.buffer().strings(), tensor.size()) : 0);
        out.write(new NpyHeader(type.descriptor(), false, tensor.shape()).toBytes());
        if (dtype == DType.STRING) {
            for (int i = 0; i < tensor.size(); i++) {
                out.write(Arrays.copyOf(tensor.buffer().strings()[i], type.bytes()));
            }
        } else {
            WritableByteChannel channel = Channels.newChannel(out);
            ElementStream.write(
                    channel, ByteOrder.LITTLE_ENDIAN, dtype, tensor.buffer().array(), tensor.size(), new CRC32C());
        }
    }
}

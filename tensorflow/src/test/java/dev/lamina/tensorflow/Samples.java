package dev.lamina.tensorflow;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Tensors of every type, the odd values of each among them. */
final class Samples {
    private Samples() {}

    static final List<DType> TYPES =
            Arrays.stream(DType.values()).filter(type -> !type.isOpaque()).toList();

    /** A tensor of six elements in shape [2,3]. */
    static Tensor of(DType type) {
        return Tensor.wrap(type, elements(type), Shape.of(2, 3));
    }

    private static Object elements(DType type) {
        return switch (type) {
            case FLOAT32 -> new float[] {0, -0f, 1.5f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE};
            case FLOAT64 -> new double[] {0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Math.PI};
            case COMPLEX64 ->
                new float[] {0, -0f, 1.5f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 1, 2, 3, 4, 5, -6};
            case COMPLEX128 ->
                new double[] {0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Math.PI, 1, 2, 3, 4, 5, -6};
            case INT32, UINT32 -> new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 12345};
            case INT64, UINT64 -> new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53};
            case INT16, UINT16, FLOAT16, BFLOAT16 -> new short[] {0, 1, -1, Short.MIN_VALUE, 0x3c00, 0x7bff};
            case INT8, UINT8 -> new byte[] {0, 1, -1, -128, 127, 42};
            case BOOL -> new byte[] {0, 1, 1, 0, 1, 0};
            case STRING ->
                new byte[][] {
                    {}, {0}, "weights".getBytes(java.nio.charset.StandardCharsets.UTF_8), {-1, -2}, new byte[300], {'x'}
                };
            case RESOURCE, VARIANT -> throw new AssertionError("no elements");
        };
    }
}

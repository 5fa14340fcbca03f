package dev.lamina.op.kernel;

import dev.lamina.tensor.DType;

/** The lowest and the highest finite number of each numeric type, as the one element of an array of it. */
public final class Limits {
    private Limits() {}

    /** The lowest. */
    public static Object lowest(DType type) {
        return switch (type) {
            case FLOAT32 -> new float[] {-Float.MAX_VALUE};
            case FLOAT64 -> new double[] {-Double.MAX_VALUE};
            case FLOAT16 -> new short[] {(short) 0xfbff};
            case BFLOAT16 -> new short[] {(short) 0xff7f};
            case INT32 -> new int[] {Integer.MIN_VALUE};
            case INT64 -> new long[] {Long.MIN_VALUE};
            case INT16 -> new short[] {Short.MIN_VALUE};
            case INT8 -> new byte[] {Byte.MIN_VALUE};
            default -> type.newArray(1);
        };
    }

    /** The highest. */
    public static Object highest(DType type) {
        return switch (type) {
            case FLOAT32 -> new float[] {Float.MAX_VALUE};
            case FLOAT64 -> new double[] {Double.MAX_VALUE};
            case FLOAT16 -> new short[] {(short) 0x7bff};
            case BFLOAT16 -> new short[] {(short) 0x7f7f};
            case INT32 -> new int[] {Integer.MAX_VALUE};
            case INT64 -> new long[] {Long.MAX_VALUE};
            case INT16 -> new short[] {Short.MAX_VALUE};
            case INT8 -> new byte[] {Byte.MAX_VALUE};
            case UINT32 -> new int[] {-1};
            case UINT64 -> new long[] {-1};
            case UINT16 -> new short[] {-1};
            case UINT8 -> new byte[] {-1};
            default -> type.newArray(1);
        };
    }
}

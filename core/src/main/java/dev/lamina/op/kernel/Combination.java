package dev.lamina.op.kernel;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;

/** What becomes of an element that is there and one that comes to its place. */
public enum Combination {
    UPDATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MINIMUM,
    MAXIMUM;

    /** The loop over elements of a type. */
    public Fold.Step step(KernelContext c, DType type) {
        return switch (this) {
            case UPDATE -> System::arraycopy;
            case ADD -> (x, i, y, o, n) -> Accumulate.run(type, 1, x, i, y, o, n);
            case SUBTRACT -> (x, i, y, o, n) -> Accumulate.run(type, -1, x, i, y, o, n);
            case MULTIPLY, DIVIDE, MINIMUM, MAXIMUM -> elements(c, type);
        };
    }

    private Fold.Step elements(KernelContext c, DType type) {
        return switch (type) {
            case FLOAT32 -> (x, i, y, o, n) -> floats((float[]) x, i, (float[]) y, o, n);
            case FLOAT64 -> (x, i, y, o, n) -> doubles((double[]) x, i, (double[]) y, o, n);
            case FLOAT16 -> (x, i, y, o, n) -> halves((short[]) x, i, (short[]) y, o, n);
            case BFLOAT16 -> (x, i, y, o, n) -> bfloats((short[]) x, i, (short[]) y, o, n);
            case INT32 -> (x, i, y, o, n) -> ints((int[]) x, i, (int[]) y, o, n, -1L);
            case UINT32 -> (x, i, y, o, n) -> ints((int[]) x, i, (int[]) y, o, n, 0xffffffffL);
            case INT64 -> (x, i, y, o, n) -> longs((long[]) x, i, (long[]) y, o, n);
            case UINT64 -> (x, i, y, o, n) -> unsigned((long[]) x, i, (long[]) y, o, n);
            case INT16 -> (x, i, y, o, n) -> shorts((short[]) x, i, (short[]) y, o, n, -1L);
            case UINT16 -> (x, i, y, o, n) -> shorts((short[]) x, i, (short[]) y, o, n, 0xffffL);
            case INT8 -> (x, i, y, o, n) -> bytes((byte[]) x, i, (byte[]) y, o, n, -1L);
            case UINT8 -> (x, i, y, o, n) -> bytes((byte[]) x, i, (byte[]) y, o, n, 0xffL);
            default -> throw c.error("is not defined for type " + type);
        };
    }

    /** Of floats the double is exact enough that rounding it gives the float's own result. */
    private double of(double there, double given) {
        return switch (this) {
            case UPDATE -> given;
            case ADD -> there + given;
            case SUBTRACT -> there - given;
            case MULTIPLY -> there * given;
            case DIVIDE -> there / given;
            case MINIMUM -> Math.min(there, given);
            case MAXIMUM -> Math.max(there, given);
        };
    }

    private long of(long there, long given) {
        return switch (this) {
            case UPDATE -> given;
            case ADD -> there + given;
            case SUBTRACT -> there - given;
            case MULTIPLY -> there * given;
            case DIVIDE -> there / given;
            case MINIMUM -> Math.min(there, given);
            case MAXIMUM -> Math.max(there, given);
        };
    }

    private void floats(float[] x, int i, float[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = (float) of((double) y[o + k], x[i + k]);
        }
    }

    private void doubles(double[] x, int i, double[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = of(y[o + k], x[i + k]);
        }
    }

    private void halves(short[] x, int i, short[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            double there = Float.float16ToFloat(y[o + k]);
            y[o + k] = Float.floatToFloat16((float) of(there, Float.float16ToFloat(x[i + k])));
        }
    }

    private void bfloats(short[] x, int i, short[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            double there = Float.intBitsToFloat(y[o + k] << 16);
            y[o + k] = Conversion.bfloat16((float) of(there, Float.intBitsToFloat(x[i + k] << 16)));
        }
    }

    private void ints(int[] x, int i, int[] y, int o, int n, long mask) {
        for (int k = 0; k < n; k++) {
            y[o + k] = (int) of(y[o + k] & mask, x[i + k] & mask);
        }
    }

    private void longs(long[] x, int i, long[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = of(y[o + k], x[i + k]);
        }
    }

    private void unsigned(long[] x, int i, long[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            long there = y[o + k];
            long given = x[i + k];
            boolean isLess = Long.compareUnsigned(given, there) < 0;
            y[o + k] = switch (this) {
                case DIVIDE -> Long.divideUnsigned(there, given);
                case MINIMUM -> isLess ? given : there;
                case MAXIMUM -> isLess ? there : given;
                default -> of(there, given);
            };
        }
    }

    private void shorts(short[] x, int i, short[] y, int o, int n, long mask) {
        for (int k = 0; k < n; k++) {
            y[o + k] = (short) of(y[o + k] & mask, x[i + k] & mask);
        }
    }

    private void bytes(byte[] x, int i, byte[] y, int o, int n, long mask) {
        for (int k = 0; k < n; k++) {
            y[o + k] = (byte) of(y[o + k] & mask, x[i + k] & mask);
        }
    }
}

package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/**
 * Combines {@code n} floats of {@code x} one by one into {@code y}: the step that reductions are made of.
 *
 * <p>Loops over arrays with different offsets are not vectorised by themselves, so each has a SIMD form.
 */
public final class AccumulateFloat {
    private AccumulateFloat() {}

    /** {@code y += x}. */
    public static void add(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.add(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] += x[xOffset + i];
        }
    }

    /** {@code y -= x}. */
    public static void subtract(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.subtract(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] -= x[xOffset + i];
        }
    }

    /** {@code y *= x}. */
    public static void multiply(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.multiply(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] *= x[xOffset + i];
        }
    }

    /** {@code y /= x}. */
    public static void divide(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.divide(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] /= x[xOffset + i];
        }
    }

    /** {@code y = max(x, y)}, NaN if either is. */
    public static void max(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.max(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = Math.max(y[yOffset + i], x[xOffset + i]);
        }
    }

    /** {@code y = min(x, y)}, NaN if either is. */
    public static void min(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.min(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = Math.min(y[yOffset + i], x[xOffset + i]);
        }
    }

    /**
     * The SIMD forms: the same operation on every element.
     *
     * <p>They share no method for loading: inlined into a large method the compiler may leave it out, and then what it
     * returns is allocated.
     */
    static final class Wide {
        private Wide() {}

        static int add(float[] x, int xOffset, float[] y, int yOffset, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, y, yOffset + i)
                        .add(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i))
                        .intoArray(y, yOffset + i);
            }
            return end;
        }

        static int subtract(float[] x, int xOffset, float[] y, int yOffset, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, y, yOffset + i)
                        .sub(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i))
                        .intoArray(y, yOffset + i);
            }
            return end;
        }

        static int multiply(float[] x, int xOffset, float[] y, int yOffset, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, y, yOffset + i)
                        .mul(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i))
                        .intoArray(y, yOffset + i);
            }
            return end;
        }

        static int divide(float[] x, int xOffset, float[] y, int yOffset, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, y, yOffset + i)
                        .div(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i))
                        .intoArray(y, yOffset + i);
            }
            return end;
        }

        static int max(float[] x, int xOffset, float[] y, int yOffset, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, y, yOffset + i)
                        .max(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i))
                        .intoArray(y, yOffset + i);
            }
            return end;
        }

        static int min(float[] x, int xOffset, float[] y, int yOffset, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, y, yOffset + i)
                        .min(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i))
                        .intoArray(y, yOffset + i);
            }
            return end;
        }
    }
}

package dev.lamina.op.kernel;

import dev.lamina.tensor.Shape;
import java.util.Arrays;

/** The strides of row-major arrays, and the innermost loop of a copy with strides. */
public final class Strides {
    private Strides() {}

    /** How far apart neighbours along each axis lie in a row-major array of this shape. */
    public static int[] of(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= (int) shape.dim(axis);
        }
        return strides;
    }

    /** The strides that walk a tensor as if it were repeated to a shape it broadcasts to: 0 along repeated axes. */
    public static int[] broadcast(Shape shape, Shape wanted) {
        int[] own = of(shape);
        int[] strides = new int[wanted.rank()];
        for (int axis = 0; axis < own.length; axis++) {
            strides[axis + strides.length - own.length] = shape.dim(axis) == 1 ? 0 : own[axis];
        }
        return strides;
    }

    /** The dimensions of a fully defined shape. */
    public static int[] dims(Shape shape) {
        return Arrays.stream(shape.dims()).mapToInt(Math::toIntExact).toArray();
    }

    /** The number of elements in the axes {@code from} (inclusive) to {@code to} (exclusive). */
    public static int count(Shape shape, int from, int to) {
        return shape.slice(from, to).size();
    }

    /** Copies {@code n} elements, {@code s} apart in {@code x} and {@code t} apart in {@code y}. */
    public static void copy(Object x, int i, int s, Object y, int o, int t, int n) {
        if (s == 1 && t == 1) {
            System.arraycopy(x, i, y, o, n);
            return;
        }
        switch (x) {
            case float[] floats -> copy(floats, i, s, (float[]) y, o, t, n);
            case double[] doubles -> copy(doubles, i, s, (double[]) y, o, t, n);
            case int[] ints -> copy(ints, i, s, (int[]) y, o, t, n);
            case long[] longs -> copy(longs, i, s, (long[]) y, o, t, n);
            case short[] shorts -> copy(shorts, i, s, (short[]) y, o, t, n);
            case byte[] bytes -> copy(bytes, i, s, (byte[]) y, o, t, n);
            default -> copy((Object[]) x, i, s, (Object[]) y, o, t, n);
        }
    }

    private static void copy(float[] x, int i, int s, float[] y, int o, int t, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k * t] = x[i + k * s];
        }
    }

    private static void copy(double[] x, int i, int s, double[] y, int o, int t, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k * t] = x[i + k * s];
        }
    }

    private static void copy(int[] x, int i, int s, int[] y, int o, int t, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k * t] = x[i + k * s];
        }
    }

    private static void copy(long[] x, int i, int s, long[] y, int o, int t, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k * t] = x[i + k * s];
        }
    }

    private static void copy(short[] x, int i, int s, short[] y, int o, int t, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k * t] = x[i + k * s];
        }
    }

    private static void copy(byte[] x, int i, int s, byte[] y, int o, int t, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k * t] = x[i + k * s];
        }
    }

    private static void copy(Object[] x, int i, int s, Object[] y, int o, int t, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k * t] = x[i + k * s];
        }
    }
}

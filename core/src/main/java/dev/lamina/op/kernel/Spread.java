package dev.lamina.op.kernel;

import java.util.Arrays;

/** Fills parts of arrays. */
public final class Spread {
    private Spread() {}

    /** Writes one element to the first {@code n} of an array of the same type. */
    public static void run(Object source, int index, Object target, int n) {
        run(source, index, target, 0, n);
    }

    /** Repeats the first {@code length} elements until there are {@code n}. */
    public static void repeat(Object array, int length, int n) {
        for (int done = length; done < n; done *= 2) {
            System.arraycopy(array, 0, array, done, Math.min(done, n - done));
        }
    }

    /** Writes one element to {@code n} of an array of the same type, from {@code at} on. */
    public static void run(Object source, int index, Object target, int at, int n) {
        switch (source) {
            case float[] x -> Arrays.fill((float[]) target, at, at + n, x[index]);
            case double[] x -> Arrays.fill((double[]) target, at, at + n, x[index]);
            case int[] x -> Arrays.fill((int[]) target, at, at + n, x[index]);
            case long[] x -> Arrays.fill((long[]) target, at, at + n, x[index]);
            case short[] x -> Arrays.fill((short[]) target, at, at + n, x[index]);
            case byte[] x -> Arrays.fill((byte[]) target, at, at + n, x[index]);
            case Object[] x -> Arrays.fill((Object[]) target, at, at + n, x[index]);
            default -> throw new AssertionError(source.getClass());
        }
    }
}

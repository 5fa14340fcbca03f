package dev.lamina.kernel.elementary;

/**
 * Powers of floats: {@link StrictMath}'s of the doubles, rounded, so the same everywhere and all but
 * always the correctly rounded one. It has no SIMD form.
 */
public final class PowFloat {
    private PowFloat() {}

    /**
     * Writes {@code n} elements of {@code x} raised to those of {@code y} to {@code z}, which may be
     * {@code x} or {@code y}.
     */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, float[] z, int zOffset, int n) {
        for (int i = 0; i < n; i++) {
            z[zOffset + i] = apply(x[xOffset + i], y[yOffset + i]);
        }
    }

    /**
     * Returns {@code x} to the power of {@code y}. As in C and TensorFlow, and other than in Java, 1 to
     * the power of anything is 1, also of NaN, and so is -1 to the power of an infinity.
     */
    public static float apply(float x, float y) {
        if (x == 1f || (x == -1f && Float.isInfinite(y))) {
            return 1f;
        }
        return (float) StrictMath.pow(x, y);
    }
}

package dev.lamina.kernel.elementary;

/**
 * The tangent of floats: {@link StrictMath}'s of the double, rounded, so the same everywhere and all but
 * always the correctly rounded one. It has no SIMD form.
 */
public final class TanFloat {
    private TanFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns the tangent of {@code x} radians: NaN for the infinities and NaN. */
    public static float apply(float x) {
        return (float) StrictMath.tan(x);
    }
}

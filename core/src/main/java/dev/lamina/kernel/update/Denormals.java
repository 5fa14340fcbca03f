package dev.lamina.kernel.update;

/**
 * What decays with every step, as an optimizer's moving averages do where a gradient stays 0 (the weights of a unit that is dead, or of
 * a pixel that is black), ends among the numbers below the least normal one and stays there. A processor takes some hundred
 * cycles for each operation with one of these. They become 0, as TensorFlow has them throughout.
 */
public final class Denormals {
    // In bits, as a comparison of numbers would be slow as well.
    private static final int FLOAT_EXPONENT = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final long DOUBLE_EXPONENT = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private Denormals() {}

    /** Sets the elements {@code from} to {@code to} that are less than the least normal number in magnitude to 0. */
    public static void flush(float[] x, int from, int to) {
        for (int k = from; k < to; k++) {
            if ((Float.floatToRawIntBits(x[k]) & FLOAT_EXPONENT) == 0) {
                x[k] = 0f;
            }
        }
    }

    /** Sets the elements {@code from} to {@code to} that are less than the least normal number in magnitude to 0. */
    public static void flush(double[] x, int from, int to) {
        for (int k = from; k < to; k++) {
            if ((Double.doubleToRawLongBits(x[k]) & DOUBLE_EXPONENT) == 0) {
                x[k] = 0d;
            }
        }
    }
}

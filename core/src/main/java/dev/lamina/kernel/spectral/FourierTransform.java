package dev.lamina.kernel.spectral;

/**
 * The discrete Fourier transform of one length, {@code X[k] = Σ x[j] exp(-2πi jk / n)}, of several lines at a time: element j of
 * line l lies at {@code j * lines + l}. Each line is computed by itself, in one order for its length.
 *
 * <p>Exchanging real and imaginary parts of what goes in and of what comes out gives the inverse, not divided by n.
 */
public interface FourierTransform {
    /** The transform of this length, which is at least 1. */
    static FourierTransform of(int length) {
        int[] radices = MixedRadix.radices(length);
        return radices.length == 0 && length > 1 ? new Bluestein(length) : new MixedRadix(length, radices);
    }

    /** How many elements of a line the arrays have space for. */
    int space();

    /**
     * Transforms the lines in {@code re} and {@code im}.
     *
     * @param re real parts, {@link #space} times {@code lines} or more
     * @param im imaginary parts, as many
     * @param spareRe as long; holds anything before and after
     * @param spareIm as long; holds anything before and after
     */
    void run(double[] re, double[] im, double[] spareRe, double[] spareIm, int lines);
}

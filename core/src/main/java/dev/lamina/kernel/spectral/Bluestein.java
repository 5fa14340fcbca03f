package dev.lamina.kernel.spectral;

import java.util.Arrays;

/**
 * The transform of any length as a convolution with a chirp, {@code exp(πi j² / n)}, which transforms of a power of two compute
 * (Bluestein 1970).
 */
final class Bluestein implements FourierTransform {
    private final int length;
    private final int padded;
    private final FourierTransform transform;

    /** The roots of order 2n: the chirp is one of them at each place. */
    private final Twiddles roots;

    private final int[] places;

    /** The chirp's own transform, divided by the padded length. */
    private final double[] chirpRe;

    private final double[] chirpIm;

    Bluestein(int length) {
        this.length = length;
        padded = Integer.highestOneBit(2 * length - 2) << 1;
        transform = FourierTransform.of(padded);
        roots = Twiddles.of(2 * length);
        places = new int[length];
        chirpRe = new double[padded];
        chirpIm = new double[padded];
        for (int j = 0; j < length; j++) {
            places[j] = (int) ((long) j * j % (2L * length));
            int mirrored = j == 0 ? 0 : padded - j;
            chirpRe[j] = roots.re[places[j]] / padded;
            chirpIm[j] = -roots.im[places[j]] / padded;
            chirpRe[mirrored] = chirpRe[j];
            chirpIm[mirrored] = chirpIm[j];
        }
        transform.run(chirpRe, chirpIm, new double[padded], new double[padded], 1);
    }

    @Override
    public int space() {
        return padded;
    }

    @Override
    public void run(double[] re, double[] im, double[] spareRe, double[] spareIm, int lines) {
        chirp(re, im, lines);
        Arrays.fill(re, length * lines, padded * lines, 0);
        Arrays.fill(im, length * lines, padded * lines, 0);
        transform.run(re, im, spareRe, spareIm, lines);
        for (int k = 0; k < padded; k++) {
            multiply(re, im, k * lines, lines, chirpRe[k], chirpIm[k]);
        }
        transform.run(im, re, spareIm, spareRe, lines);
        chirp(re, im, lines);
    }

    private void chirp(double[] re, double[] im, int lines) {
        for (int j = 0; j < length; j++) {
            multiply(re, im, j * lines, lines, roots.re[places[j]], roots.im[places[j]]);
        }
    }

    private static void multiply(double[] re, double[] im, int at, int n, double wr, double wi) {
        for (int k = at; k < at + n; k++) {
            double r = re[k];
            double i = im[k];
            re[k] = r * wr - i * wi;
            im[k] = r * wi + i * wr;
        }
    }
}

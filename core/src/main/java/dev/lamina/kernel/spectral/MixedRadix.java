package dev.lamina.kernel.spectral;

import java.util.Arrays;

/**
 * Stockham's transform, which goes from one array to another and back and so needs no reordering, in steps of radix 4, 2, 3, 5 and
 * any other small prime. After each step, as many more lines lie side by side.
 */
final class MixedRadix implements FourierTransform {
    /** Beyond this prime, {@link Bluestein} takes fewer operations. */
    private static final int LARGEST_PRIME = 47;

    private static final double HALF_ROOT_3 = 0.8660254037844386;
    private static final double COS_1 = 0.30901699437494745;
    private static final double COS_2 = -0.8090169943749475;
    private static final double SIN_1 = 0.9510565162951535;
    private static final double SIN_2 = 0.5877852522924731;

    private final int length;
    private final int[] radices;
    private final Twiddles twiddles;

    MixedRadix(int length, int[] radices) {
        this.length = length;
        this.radices = radices;
        twiddles = Twiddles.of(length);
    }

    /** The steps that a length takes; none if one of its primes is too large. */
    static int[] radices(int length) {
        int[] radices = new int[32];
        int count = 0;
        int rest = length;
        for (int p = 4; rest > 1; p = p == 4 ? 2 : p == 2 ? 3 : p + 2) {
            if (p > LARGEST_PRIME) {
                return new int[0];
            }
            for (; rest % p == 0; rest /= p) {
                radices[count++] = p;
            }
        }
        return Arrays.copyOf(radices, count);
    }

    @Override
    public int space() {
        return length;
    }

    @Override
    public void run(double[] re, double[] im, double[] spareRe, double[] spareIm, int lines) {
        double[] xr = re;
        double[] xi = im;
        double[] yr = spareRe;
        double[] yi = spareIm;
        int stride = lines;
        int rest = length;
        for (int radix : radices) {
            rest /= radix;
            step(radix, xr, xi, yr, yi, rest, stride, length / (rest * radix));
            stride *= radix;
            double[] r = xr;
            double[] i = xi;
            xr = yr;
            xi = yi;
            yr = r;
            yi = i;
        }
        if (radices.length % 2 == 1) {
            System.arraycopy(xr, 0, re, 0, length * lines);
            System.arraycopy(xi, 0, im, 0, length * lines);
        }
    }

    /** Takes {@code radix} elements, {@code count * stride} apart, for each of {@code count} places; {@code turn} is a place's angle. */
    private void step(int radix, double[] xr, double[] xi, double[] yr, double[] yi, int count, int stride, int turn) {
        for (int q = 0; q < count; q++) {
            int from = q * stride;
            int to = q * radix * stride;
            int gap = count * stride;
            switch (radix) {
                case 2 -> two(xr, xi, yr, yi, from, gap, to, stride, q * turn);
                case 3 -> three(xr, xi, yr, yi, from, gap, to, stride, q * turn);
                case 4 -> four(xr, xi, yr, yi, from, gap, to, stride, q * turn);
                case 5 -> five(xr, xi, yr, yi, from, gap, to, stride, q * turn);
                default -> any(radix, xr, xi, yr, yi, from, gap, to, stride, q * turn);
            }
        }
    }

    private void two(double[] xr, double[] xi, double[] yr, double[] yi, int from, int gap, int to, int n, int angle) {
        double wr = twiddles.re[angle];
        double wi = twiddles.im[angle];
        for (int k = 0; k < n; k++) {
            double ar = xr[from + k];
            double ai = xi[from + k];
            double br = xr[from + gap + k];
            double bi = xi[from + gap + k];
            yr[to + k] = ar + br;
            yi[to + k] = ai + bi;
            double dr = ar - br;
            double di = ai - bi;
            yr[to + n + k] = dr * wr - di * wi;
            yi[to + n + k] = dr * wi + di * wr;
        }
    }

    private void three(
            double[] xr, double[] xi, double[] yr, double[] yi, int from, int gap, int to, int n, int angle) {
        double w1r = twiddles.re[angle];
        double w1i = twiddles.im[angle];
        double w2r = twiddles.re[2 * angle];
        double w2i = twiddles.im[2 * angle];
        for (int k = 0; k < n; k++) {
            double ar = xr[from + k];
            double ai = xi[from + k];
            double sr = xr[from + gap + k] + xr[from + 2 * gap + k];
            double si = xi[from + gap + k] + xi[from + 2 * gap + k];
            double dr = HALF_ROOT_3 * (xr[from + gap + k] - xr[from + 2 * gap + k]);
            double di = HALF_ROOT_3 * (xi[from + gap + k] - xi[from + 2 * gap + k]);
            yr[to + k] = ar + sr;
            yi[to + k] = ai + si;
            double mr = ar - 0.5 * sr;
            double mi = ai - 0.5 * si;
            double b1r = mr + di;
            double b1i = mi - dr;
            double b2r = mr - di;
            double b2i = mi + dr;
            yr[to + n + k] = b1r * w1r - b1i * w1i;
            yi[to + n + k] = b1r * w1i + b1i * w1r;
            yr[to + 2 * n + k] = b2r * w2r - b2i * w2i;
            yi[to + 2 * n + k] = b2r * w2i + b2i * w2r;
        }
    }

    private void four(double[] xr, double[] xi, double[] yr, double[] yi, int from, int gap, int to, int n, int angle) {
        double w1r = twiddles.re[angle];
        double w1i = twiddles.im[angle];
        double w2r = twiddles.re[2 * angle];
        double w2i = twiddles.im[2 * angle];
        double w3r = twiddles.re[3 * angle];
        double w3i = twiddles.im[3 * angle];
        for (int k = 0; k < n; k++) {
            double sr = xr[from + k] + xr[from + 2 * gap + k];
            double si = xi[from + k] + xi[from + 2 * gap + k];
            double dr = xr[from + k] - xr[from + 2 * gap + k];
            double di = xi[from + k] - xi[from + 2 * gap + k];
            double tr = xr[from + gap + k] + xr[from + 3 * gap + k];
            double ti = xi[from + gap + k] + xi[from + 3 * gap + k];
            double er = xr[from + gap + k] - xr[from + 3 * gap + k];
            double ei = xi[from + gap + k] - xi[from + 3 * gap + k];
            yr[to + k] = sr + tr;
            yi[to + k] = si + ti;
            double b1r = dr + ei;
            double b1i = di - er;
            double b2r = sr - tr;
            double b2i = si - ti;
            double b3r = dr - ei;
            double b3i = di + er;
            yr[to + n + k] = b1r * w1r - b1i * w1i;
            yi[to + n + k] = b1r * w1i + b1i * w1r;
            yr[to + 2 * n + k] = b2r * w2r - b2i * w2i;
            yi[to + 2 * n + k] = b2r * w2i + b2i * w2r;
            yr[to + 3 * n + k] = b3r * w3r - b3i * w3i;
            yi[to + 3 * n + k] = b3r * w3i + b3i * w3r;
        }
    }

    private void five(double[] xr, double[] xi, double[] yr, double[] yi, int from, int gap, int to, int n, int angle) {
        for (int k = 0; k < n; k++) {
            double ar = xr[from + k];
            double ai = xi[from + k];
            double s1r = xr[from + gap + k] + xr[from + 4 * gap + k];
            double s1i = xi[from + gap + k] + xi[from + 4 * gap + k];
            double d1r = xr[from + gap + k] - xr[from + 4 * gap + k];
            double d1i = xi[from + gap + k] - xi[from + 4 * gap + k];
            double s2r = xr[from + 2 * gap + k] + xr[from + 3 * gap + k];
            double s2i = xi[from + 2 * gap + k] + xi[from + 3 * gap + k];
            double d2r = xr[from + 2 * gap + k] - xr[from + 3 * gap + k];
            double d2i = xi[from + 2 * gap + k] - xi[from + 3 * gap + k];
            double m1r = ar + COS_1 * s1r + COS_2 * s2r;
            double m1i = ai + COS_1 * s1i + COS_2 * s2i;
            double m2r = ar + COS_2 * s1r + COS_1 * s2r;
            double m2i = ai + COS_2 * s1i + COS_1 * s2i;
            double e1r = SIN_1 * d1r + SIN_2 * d2r;
            double e1i = SIN_1 * d1i + SIN_2 * d2i;
            double e2r = SIN_2 * d1r - SIN_1 * d2r;
            double e2i = SIN_2 * d1i - SIN_1 * d2i;
            yr[to + k] = ar + s1r + s2r;
            yi[to + k] = ai + s1i + s2i;
            yr[to + n + k] = m1r + e1i;
            yi[to + n + k] = m1i - e1r;
            yr[to + 2 * n + k] = m2r + e2i;
            yi[to + 2 * n + k] = m2i - e2r;
            yr[to + 3 * n + k] = m2r - e2i;
            yi[to + 3 * n + k] = m2i + e2r;
            yr[to + 4 * n + k] = m1r - e1i;
            yi[to + 4 * n + k] = m1i + e1r;
        }
        turn(5, yr, yi, to, n, angle);
    }

    /** By the definition, which takes the square of a radix. */
    private void any(
            int radix,
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int from,
            int gap,
            int to,
            int n,
            int angle) {
        int part = length / radix;
        for (int l = 0; l < radix; l++) {
            int out = to + l * n;
            System.arraycopy(xr, from, yr, out, n);
            System.arraycopy(xi, from, yi, out, n);
            for (int j = 1; j < radix; j++) {
                int in = from + j * gap;
                double wr = twiddles.re[j * l % radix * part];
                double wi = twiddles.im[j * l % radix * part];
                for (int k = 0; k < n; k++) {
                    yr[out + k] += xr[in + k] * wr - xi[in + k] * wi;
                    yi[out + k] += xr[in + k] * wi + xi[in + k] * wr;
                }
            }
        }
        turn(radix, yr, yi, to, n, angle);
    }

    /** Multiplies the results of a butterfly, but the first, by the roots at multiples of an angle. */
    private void turn(int radix, double[] yr, double[] yi, int to, int n, int angle) {
        for (int l = 1; angle > 0 && l < radix; l++) {
            double wr = twiddles.re[l * angle];
            double wi = twiddles.im[l * angle];
            int at = to + l * n;
            for (int k = 0; k < n; k++) {
                double r = yr[at + k];
                double i = yi[at + k];
                yr[at + k] = r * wr - i * wi;
                yi[at + k] = r * wi + i * wr;
            }
        }
    }
}

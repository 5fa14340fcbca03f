package dev.lamina.kernel.spectral;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The roots of unity of an order, {@code exp(-2πi k / n)} for k below n. Each is computed from its angle alone, brought into the first
 * eighth of the circle, so that symmetric roots have the same bits. Those that are in use are shared by all who ask.
 */
final class Twiddles {
    private static final ConcurrentHashMap<Integer, SoftReference<Twiddles>> KNOWN = new ConcurrentHashMap<>();

    /** The real parts. */
    final double[] re;

    /** The imaginary parts. */
    final double[] im;

    private Twiddles(int n) {
        re = new double[n];
        im = new double[n];
        for (int k = 0; k < n; k++) {
            re[k] = cosine(k, n);
            im[k] = -sine(k, n);
        }
    }

    /** The roots of order {@code n}. */
    static Twiddles of(int n) {
        SoftReference<Twiddles> known = KNOWN.get(n);
        Twiddles twiddles = known == null ? null : known.get();
        if (twiddles == null) {
            twiddles = new Twiddles(n);
            KNOWN.put(n, new SoftReference<>(twiddles));
        }
        return twiddles;
    }

    /** The sine of {@code k / n} of a full turn. */
    private static double sine(long k, long n) {
        return 4 * k < n ? firstQuarter(k, n) : cosine(4 * k - n, 4 * n);
    }

    /** The cosine of {@code k / n} of a full turn, for k up to n. */
    private static double cosine(long k, long n) {
        if (2 * k > n) {
            return cosine(n - k, n);
        }
        if (4 * k > n) {
            return -firstQuarter(4 * k - n, 4 * n);
        }
        return firstQuarter(n - 4 * k, 4 * n);
    }

    /** The sine of {@code k / n} of a full turn, which is a quarter at most. */
    private static double firstQuarter(long k, long n) {
        return 8 * k <= n
                ? StrictMath.sin(2 * StrictMath.PI * k / n)
                : StrictMath.cos(2 * StrictMath.PI * (n - 4 * k) / (4.0 * n));
    }
}

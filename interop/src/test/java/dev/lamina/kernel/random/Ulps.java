package dev.lamina.kernel.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

/** How far two arrays of numbers are apart: the most ulps, and how many of {@code n} numbers differ. */
record Ulps(long most, int differing, int n) {
    static Ulps of(float[] ours, ByteBuffer theirs) {
        assertThat(theirs.remaining()).isEqualTo(4 * ours.length);
        long most = 0;
        int differing = 0;
        for (int i = 0; i < ours.length; i++) {
            long a = order(Float.floatToRawIntBits(ours[i]), Integer.MIN_VALUE);
            long b = order(theirs.getInt(4 * i), Integer.MIN_VALUE);
            most = Math.max(most, Math.abs(a - b));
            differing += a == b ? 0 : 1;
        }
        return new Ulps(most, differing, ours.length);
    }

    static Ulps of(double[] ours, ByteBuffer theirs) {
        assertThat(theirs.remaining()).isEqualTo(8 * ours.length);
        long most = 0;
        int differing = 0;
        for (int i = 0; i < ours.length; i++) {
            long a = order(Double.doubleToRawLongBits(ours[i]), Long.MIN_VALUE);
            long b = order(theirs.getLong(8 * i), Long.MIN_VALUE);
            most = Math.max(most, Math.abs(a - b));
            differing += a == b ? 0 : 1;
        }
        return new Ulps(most, differing, ours.length);
    }

    /** Numbers in order get bits in order. */
    private static long order(long bits, long sign) {
        return bits < 0 ? sign - bits : bits;
    }

    /** Asserts a bound of ulps, and of the share of numbers that differ, give or take what chance allows. */
    void assertWithin(long ulps, double share) {
        assertThat(most).as("most ulps").isLessThanOrEqualTo(ulps);
        if (n > 10_000 || share == 0) {
            assertThat(differing).as("numbers of %d that differ", n).isLessThanOrEqualTo((int) (share * n));
        }
    }
}

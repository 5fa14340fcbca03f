package dev.lamina.kernel.matrix;

/** Rotations of two rows or two columns against each other. */
final class Rotation {
    private Rotation() {}

    /** Puts {@code c x + s y} and {@code c y - s x} in the places of n elements x and y, which lie {@code step} apart. */
    static void apply(double c, double s, double[] a, int x, int y, int step, int n) {
        for (int k = 0; k < n * step; k += step) {
            double one = a[x + k];
            double other = a[y + k];
            a[x + k] = c * one + s * other;
            a[y + k] = c * other - s * one;
        }
    }

    /** Exchanges n elements with n others, which lie {@code step} apart. */
    static void exchange(double[] a, int x, int y, int step, int n) {
        for (int k = 0; k < n * step; k += step) {
            double element = a[x + k];
            a[x + k] = a[y + k];
            a[y + k] = element;
        }
    }
}

package dev.lamina.kernel.matrix;

/** The square root of a complex number whose real part is not negative. */
final class ComplexRoot {
    private ComplexRoot() {}

    static double real(double re, double im) {
        double larger = larger(re, im);
        return larger == 0 || re >= 0 ? larger : Math.abs(im) / (2 * larger);
    }

    static double imaginary(double re, double im) {
        double larger = larger(re, im);
        return larger == 0 ? 0 : re >= 0 ? im / (2 * larger) : Math.copySign(larger, im);
    }

    /** The larger part's absolute value: nothing cancels out in it. */
    private static double larger(double re, double im) {
        return Math.sqrt((Math.abs(re) + Math.hypot(re, im)) / 2);
    }
}

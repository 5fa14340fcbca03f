package dev.lamina.kernel.random;

/** The Box-Muller transform for doubles: a block's four words to two independent normal numbers. */
final class BoxMullerDouble {
    /** Keeps 0 from the logarithm. */
    private static final double LEAST = 1.0e-7;

    private BoxMullerDouble() {}

    static double radius(int word0, int word1) {
        double u = Math.max(UniformDouble.fromWords(word0, word1), LEAST);
        return Math.sqrt(-2.0 * StrictMath.log(u));
    }

    static double angle(int word2, int word3) {
        return 2 * Math.PI * UniformDouble.fromWords(word2, word3);
    }
}

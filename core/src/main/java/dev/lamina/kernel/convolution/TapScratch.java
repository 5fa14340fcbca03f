package dev.lamina.kernel.convolution;

/** What a thread keeps from one convolution to the next, so that the steady state allocates nothing. */
final class TapScratch {
    private static final ThreadLocal<TapScratch> OF_THREAD = ThreadLocal.withInitial(TapScratch::new);

    /** A tile that the result has only a part of. */
    final float[] tile = new float[TapProduct.LARGEST_TILE];

    private float[] planes = {};
    private float[] sums = {};
    private float[] gradient = {};

    private TapScratch() {}

    static TapScratch get() {
        return OF_THREAD.get();
    }

    /** Room for at least {@code size} elements, with whatever was left there. */
    float[] planes(int size) {
        if (planes.length < size) {
            planes = new float[size];
        }
        return planes;
    }

    /** Room for at least {@code size} sums, with whatever was left there. */
    float[] sums(int size) {
        if (sums.length < size) {
            sums = new float[size];
        }
        return sums;
    }

    /** Room for at least {@code size} elements of a gradient, with whatever was left there. */
    float[] gradient(int size) {
        if (gradient.length < size) {
            gradient = new float[size];
        }
        return gradient;
    }
}

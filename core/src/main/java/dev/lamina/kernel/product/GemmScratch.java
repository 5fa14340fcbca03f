package dev.lamina.kernel.product;

import org.jspecify.annotations.Nullable;

/** What a thread keeps from one product to the next, so that the steady state allocates nothing. */
final class GemmScratch {
    /** The floats of a block of rows that are made: as many rows and steps as {@link PackedGemm} packs at once. */
    static final int GATHERED = 360 * PackedGemm.BLOCK_K;

    private static final ThreadLocal<GemmScratch> OF_THREAD = ThreadLocal.withInitial(GemmScratch::new);

    final FloatGemmJob job = new FloatGemmJob();
    final DoubleGemmJob doubleJob = new DoubleGemmJob();
    private @Nullable PackedGemm packedGemm;
    private @Nullable SparseGemm sparseGemm;
    private @Nullable EarlyGemm earlyGemm;
    private @Nullable PackedGemmDouble packedDouble;
    private @Nullable GemmPlain plain;
    private @Nullable GemmPlainDouble plainDouble;
    private @Nullable GatheredGemmFloat gatheredGemm;
    private @Nullable GatheredGemmDouble gatheredGemmDouble;
    private float[] panels = {};
    private float[] gathered = {};
    private double[] gatheredDoubles = {};

    private GemmScratch() {}

    static GemmScratch get() {
        return OF_THREAD.get();
    }

    /** The thread's own blocked product, made when SIMD is first used. */
    PackedGemm packed() {
        PackedGemm known = packedGemm;
        if (known == null) {
            known = new PackedGemm();
            packedGemm = known;
        }
        return known;
    }

    /** The thread's own product of a program's first seconds. */
    EarlyGemm early() {
        EarlyGemm known = earlyGemm;
        if (known == null) {
            known = new EarlyGemm();
            earlyGemm = known;
        }
        return known;
    }

    /** The thread's own product of a matrix with many zeros, made when SIMD is first used for one. */
    SparseGemm sparse() {
        SparseGemm known = sparseGemm;
        if (known == null) {
            known = new SparseGemm();
            sparseGemm = known;
        }
        return known;
    }

    /** The thread's own product without SIMD. */
    GemmPlain plain() {
        GemmPlain known = plain;
        if (known == null) {
            known = new GemmPlain();
            plain = known;
        }
        return known;
    }

    /** The thread's own blocked float64 product, made when SIMD is first used. */
    PackedGemmDouble packedDouble() {
        PackedGemmDouble known = packedDouble;
        if (known == null) {
            known = new PackedGemmDouble();
            packedDouble = known;
        }
        return known;
    }

    /** The thread's own float64 product without SIMD. */
    GemmPlainDouble plainDouble() {
        GemmPlainDouble known = plainDouble;
        if (known == null) {
            known = new GemmPlainDouble();
            plainDouble = known;
        }
        return known;
    }

    /** The thread's own product of a matrix that is made row by row. */
    GatheredGemmFloat gatheredGemm() {
        GatheredGemmFloat known = gatheredGemm;
        if (known == null) {
            known = new GatheredGemmFloat();
            gatheredGemm = known;
        }
        return known;
    }

    /** The thread's own float64 product of a matrix that is made row by row. */
    GatheredGemmDouble gatheredGemmDouble() {
        GatheredGemmDouble known = gatheredGemmDouble;
        if (known == null) {
            known = new GatheredGemmDouble();
            gatheredGemmDouble = known;
        }
        return known;
    }

    /** Room for {@link #GATHERED} doubles, with whatever was left there. */
    double[] gatheredDoubles() {
        if (gatheredDoubles.length == 0) {
            gatheredDoubles = new double[GATHERED];
        }
        return gatheredDoubles;
    }

    /** Room for {@link #GATHERED} floats, with whatever was left there. */
    float[] gathered() {
        if (gathered.length == 0) {
            gathered = new float[GATHERED];
        }
        return gathered;
    }

    /** Room for at least {@code size} floats, with whatever was left there. */
    float[] panels(int size) {
        if (panels.length < size) {
            panels = new float[size];
        }
        return panels;
    }
}

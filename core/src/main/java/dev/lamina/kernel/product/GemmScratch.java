package dev.lamina.kernel.product;

import org.jspecify.annotations.Nullable;

/** What a thread keeps from one product to the next, so that the steady state allocates nothing. */
final class GemmScratch {
    private static final ThreadLocal<GemmScratch> OF_THREAD = ThreadLocal.withInitial(GemmScratch::new);

    final GemmJob job = new GemmJob();
    final DoubleGemmJob doubleJob = new DoubleGemmJob();
    private @Nullable PackedGemm packedGemm;
    private @Nullable SparseGemm sparseGemm;
    private @Nullable EarlyGemm earlyGemm;
    private @Nullable PackedGemmDouble packedDouble;
    private @Nullable GemmPlain plain;
    private @Nullable GemmPlainDouble plainDouble;
    private float[] panels = {};

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

    /** Room for at least {@code size} floats, with whatever was left there. */
    float[] panels(int size) {
        if (panels.length < size) {
            panels = new float[size];
        }
        return panels;
    }
}

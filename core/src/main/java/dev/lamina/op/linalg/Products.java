package dev.lamina.op.linalg;

import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.product.Gemm;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The product of two matrices of given shapes, of each type that products are computed in. */
final class Products {
    private final boolean transA;
    private final boolean transB;
    private final int m;
    private final int n;
    private final int k;
    private final int lda;
    private final int ldb;

    Products(boolean transA, boolean transB, Shape a, Shape b) {
        this.transA = transA;
        this.transB = transB;
        lda = (int) a.dim(1);
        ldb = (int) b.dim(1);
        m = (int) a.dim(transA ? 1 : 0);
        k = (int) a.dim(transA ? 0 : 1);
        n = (int) b.dim(transB ? 0 : 1);
    }

    /** Says whether products are computed in this type; narrower ones have to be widened. */
    static boolean has(DType type) {
        return switch (type) {
            case FLOAT32, FLOAT64, INT32, INT64 -> true;
            default -> false;
        };
    }

    /** Multiplies the matrices that begin at these elements. */
    void run(Buffer a, int aOff, Buffer b, int bOff, Buffer c, int cOff) {
        switch (c.array()) {
            case float[] y ->
                Gemm.run(transA, transB, m, n, k, a.floats(), aOff, lda, b.floats(), bOff, ldb, y, cOff, n, false);
            case double[] y ->
                Gemm.run(transA, transB, m, n, k, a.doubles(), aOff, lda, b.doubles(), bOff, ldb, y, cOff, n, false);
            case int[] y -> ints(a.ints(), aOff, b.ints(), bOff, y, cOff);
            case long[] y -> longs(a.longs(), aOff, b.longs(), bOff, y, cOff);
            default -> throw new AssertionError(c);
        }
    }

    /** Multiplies matrices of floats, and does something more with the elements as they are finished. */
    void run(float[] a, float[] b, float[] c, @Nullable Finish finish, boolean keep) {
        Gemm.run(transA, transB, m, n, k, a, 0, lda, b, 0, ldb, c, 0, n, false, finish, keep);
    }

    private void ints(int[] a, int aOff, int[] b, int bOff, int[] y, int yOff) {
        Arrays.fill(y, yOff, yOff + m * n, 0);
        for (int i = 0; i < m; i++) {
            for (int q = 0; q < k; q++) {
                int left = a[aOff + (transA ? q * lda + i : i * lda + q)];
                int from = bOff + (transB ? q : q * ldb);
                int step = transB ? ldb : 1;
                for (int j = 0; j < n; j++) {
                    y[yOff + i * n + j] += left * b[from + j * step];
                }
            }
        }
    }

    private void longs(long[] a, int aOff, long[] b, int bOff, long[] y, int yOff) {
        Arrays.fill(y, yOff, yOff + m * n, 0);
        for (int i = 0; i < m; i++) {
            for (int q = 0; q < k; q++) {
                long left = a[aOff + (transA ? q * lda + i : i * lda + q)];
                int from = bOff + (transB ? q : q * ldb);
                int step = transB ? ldb : 1;
                for (int j = 0; j < n; j++) {
                    y[yOff + i * n + j] += left * b[from + j * step];
                }
            }
        }
    }
}

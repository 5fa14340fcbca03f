package dev.lamina.kernel.product;

import dev.lamina.kernel.array.DoubleRows;
import dev.lamina.kernel.array.FloatRows;
import org.jspecify.annotations.Nullable;

/**
 * Products of matrices: {@code C = op(A) op(B)}, or {@code C += op(A) op(B)}.
 *
 * <p>Matrices lie row by row; op(A) is m by k, op(B) k by n, C m by n, and {@code ld} is the distance
 * from one stored row to the next. Each element of C is one chain of fused multiply-adds over
 * ascending k that starts from +0, or from the element itself; in float32 a zero at its end is +0. So the bits are the same for any
 * vector width, any number of threads and the plain twin. Multiply-adds with a zero of op(A) are left out where many are zero,
 * which does not show in the bits either: NaN and infinities go where they must. C must not overlap A or B.
 */
public final class Gemm {
    private Gemm() {}

    /**
     * Multiplies float32 matrices.
     *
     * @throws IllegalArgumentException if a size or a distance is negative or too small
     * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
     */
    public static void run(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            float[] a,
            int aOff,
            int lda,
            float[] b,
            int bOff,
            int ldb,
            float[] c,
            int cOff,
            int ldc,
            boolean accumulate) {
        run(transA, transB, m, n, k, a, aOff, lda, b, bOff, ldb, c, cOff, ldc, accumulate, null, true);
    }

    /**
     * Multiplies float32 matrices, and does something more with the elements of C as they are finished.
     *
     * @param finish called with ranges of the elements of C, counted without what lies between its rows
     * @param keep whether C is wanted afterwards; if not, elements may never get there
     * @throws IllegalArgumentException if a size or a distance is negative or too small
     * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
     */
    public static void run(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            float[] a,
            int aOff,
            int lda,
            float[] b,
            int bOff,
            int ldb,
            float[] c,
            int cOff,
            int ldc,
            boolean accumulate,
            @Nullable Finish finish,
            boolean keep) {
        FloatGemmJob job = GemmScratch.get().job;
        job.sizes(m, n, k, accumulate);
        job.a(transA, a.length, aOff, lda);
        job.b(transB, b.length, bOff, ldb);
        job.c(c.length, cOff, ldc);
        if (m > 0 && n > 0) {
            job.run(a, b, c, finish, keep);
        }
    }

    /**
     * Multiplies float32 matrices of which the first is made row by row, as it is wanted, and never lies anywhere as a whole.
     *
     * @param transA whether it is op(A)'s columns that are made, as rows of A
     * @param c the result; null if its elements are only told of
     * @param finish called with ranges of the elements of C, counted without what lies between its rows
     * @param keep whether C is wanted afterwards; if not, elements may never get there
     * @throws IllegalArgumentException if a size or a distance is negative or too small
     * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
     */
    public static void run(
            boolean transA,
            int m,
            int n,
            int k,
            FloatRows a,
            float[] b,
            int bOff,
            int ldb,
            float @Nullable [] c,
            int cOff,
            int ldc,
            boolean accumulate,
            @Nullable Finish finish,
            boolean keep) {
        FloatGemmJob job = GemmScratch.get().job;
        job.sizes(m, n, k, accumulate);
        job.gatheredA(transA);
        job.b(false, b.length, bOff, ldb);
        if (c == null) {
            job.passingC();
        } else {
            job.c(c.length, cOff, ldc);
        }
        if (m > 0 && n > 0) {
            job.run(a, b, c, finish, keep);
        }
    }

    /**
     * Multiplies float64 matrices.
     *
     * @throws IllegalArgumentException if a size or a distance is negative or too small
     * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
     */
    public static void run(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double[] a,
            int aOff,
            int lda,
            double[] b,
            int bOff,
            int ldb,
            double[] c,
            int cOff,
            int ldc,
            boolean accumulate) {
        run(transA, transB, m, n, k, a, aOff, lda, b, bOff, ldb, c, cOff, ldc, accumulate, null, true);
    }

    /**
     * Multiplies float64 matrices, and does something more with the elements of C as they are finished.
     *
     * @param finish called with ranges of the elements of C, counted without what lies between its rows
     * @param keep whether C is wanted afterwards, where elements are in any case
     * @throws IllegalArgumentException if a size or a distance is negative or too small
     * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
     */
    public static void run(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double[] a,
            int aOff,
            int lda,
            double[] b,
            int bOff,
            int ldb,
            double[] c,
            int cOff,
            int ldc,
            boolean accumulate,
            @Nullable DoubleFinish finish,
            boolean keep) {
        DoubleGemmJob job = GemmScratch.get().doubleJob;
        job.sizes(m, n, k, accumulate);
        job.a(transA, a.length, aOff, lda);
        job.b(transB, b.length, bOff, ldb);
        job.c(c.length, cOff, ldc);
        if (m > 0 && n > 0) {
            job.run(a, b, c, finish);
        }
    }

    /**
     * Multiplies float64 matrices of which the first is made row by row, as it is wanted, and never lies anywhere as a whole.
     *
     * @param transA whether it is op(A)'s columns that are made, as rows of A
     * @param c the result; null if its elements are only told of
     * @param finish called with ranges of the elements of C, counted without what lies between its rows
     * @param keep whether C is wanted afterwards, where elements are in any case
     * @throws IllegalArgumentException if a size or a distance is negative or too small
     * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
     */
    public static void run(
            boolean transA,
            int m,
            int n,
            int k,
            DoubleRows a,
            double[] b,
            int bOff,
            int ldb,
            double @Nullable [] c,
            int cOff,
            int ldc,
            boolean accumulate,
            @Nullable DoubleFinish finish,
            boolean keep) {
        DoubleGemmJob job = GemmScratch.get().doubleJob;
        job.sizes(m, n, k, accumulate);
        job.gatheredA(transA);
        job.b(false, b.length, bOff, ldb);
        if (c == null) {
            job.passingC();
        } else {
            job.c(c.length, cOff, ldc);
        }
        if (m > 0 && n > 0) {
            job.run(a, b, c, finish);
        }
    }
}

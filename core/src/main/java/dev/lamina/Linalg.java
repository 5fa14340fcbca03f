package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.linalg.Cholesky;
import dev.lamina.op.linalg.Einsum;
import dev.lamina.op.linalg.LogMatrixDeterminant;
import dev.lamina.op.linalg.Lu;
import dev.lamina.op.linalg.MatrixDeterminant;
import dev.lamina.op.linalg.MatrixDiagPart;
import dev.lamina.op.linalg.MatrixExponential;
import dev.lamina.op.linalg.MatrixInverse;
import dev.lamina.op.linalg.MatrixSolve;
import dev.lamina.op.linalg.MatrixSolveLs;
import dev.lamina.op.linalg.MatrixSquareRoot;
import dev.lamina.op.linalg.MatrixTriangularSolve;
import dev.lamina.op.linalg.Qr;
import dev.lamina.op.linalg.SelfAdjointEigV2;
import dev.lamina.op.linalg.Svd;
import dev.lamina.op.math.Log;
import dev.lamina.op.reduce.Sum;
import java.util.List;

/** Linear algebra of the matrices in the last two axes. Made by {@link Tf#linalg}. */
public final class Linalg {
    private final Scope scope;

    Linalg(Scope scope) {
        this.scope = scope;
    }

    /** The lower triangular L for which L times its transpose is x, which is symmetric and positive definite. */
    public Output cholesky(Operand x) {
        return Cholesky.of(scope, x);
    }

    /** The determinant. */
    public Output det(Operand x) {
        return MatrixDeterminant.of(scope, x);
    }

    /** The determinant's sign, and the logarithm of its absolute value. */
    public List<Output> slogdet(Operand x) {
        return LogMatrixDeterminant.of(scope, x);
    }

    /** The inverse. */
    public Output inv(Operand x) {
        return MatrixInverse.of(scope, x);
    }

    /** The solutions of {@code matrix y = rhs}. */
    public Output solve(Operand matrix, Operand rhs) {
        return MatrixSolve.of(scope, matrix, rhs);
    }

    /** The solutions of {@code matrix y = rhs}, with the lower or upper triangle of the matrix. */
    public Output triangularSolve(Operand matrix, Operand rhs, boolean lower) {
        return MatrixTriangularSolve.of(scope, matrix, rhs, lower, false);
    }

    /** Both triangular factors in one matrix, and the order of the rows. */
    public List<Output> lu(Operand x) {
        return Lu.of(scope, x);
    }

    /** The singular values, falling, and the left and right singular vectors as columns. */
    public List<Output> svd(Operand x) {
        return Svd.of(scope, x);
    }

    /** Sums of products of two tensors whose axes the equation names: {@code ab,bc->ac} is a product of matrices. */
    public Output einsum(String equation, Operand x, Operand y) {
        return Einsum.of(scope, equation, List.of(x, y));
    }

    /** The eigenvalues, rising, and the eigenvectors as columns, of symmetric matrices, of which the lower triangle is read. */
    public List<Output> eigh(Operand x) {
        return SelfAdjointEigV2.of(scope, x);
    }

    /** The eigenvalues, rising, of symmetric matrices, of which the lower triangle is read. */
    public Output eigvalsh(Operand x) {
        return scope.output(new SelfAdjointEigV2(false), x);
    }

    /** The orthonormal q and the upper triangular r whose product is x. */
    public List<Output> qr(Operand x) {
        return Qr.of(scope, x);
    }

    /**
     * The solutions of {@code matrix y = rhs} for which the squares of what is left over, and {@code l2Regularizer} times those of y, have the least
     * sum.
     *
     * @param fast whether by the normal equations, which have to be far from singular; otherwise the regularizer makes no difference
     */
    public Output lstsq(Operand matrix, Operand rhs, double l2Regularizer, boolean fast) {
        Output regularizer = Const.of(scope.named(null), l2Regularizer);
        return MatrixSolveLs.of(scope, matrix, rhs, regularizer, fast);
    }

    /** The exponential of square matrices. */
    public Output expm(Operand x) {
        return MatrixExponential.of(scope, x);
    }

    /** The principal square root of square matrices; NaN where that is not real. */
    public Output sqrtm(Operand x) {
        return MatrixSquareRoot.of(scope, x);
    }

    /** The logarithm of the determinant of symmetric positive definite matrices. */
    public Output logdet(Operand x) {
        Scope own = scope.nested("logdet");
        Output inner = MatrixDiagPart.of(own, Cholesky.of(own, x));
        Output sum = Sum.of(own, Log.of(own, inner), Const.of(own, -1), false);
        return Mul.of(own, Const.of(own, 2f, sum.dtype()), sum);
    }

    /** The pseudo-inverse, by singular values, of which those below {@code 10 eps} times the larger dimension and the largest count as 0. */
    public Output pinv(Operand x) {
        return SingularValues.of(scope.nested("pinv"), x).pseudoInverse();
    }

    /** How many singular values, an int32 for each matrix, are more than {@code eps} times the larger dimension and the largest. */
    public Output matrixRank(Operand x) {
        return SingularValues.of(scope.nested("matrix_rank"), x).rank();
    }
}

package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.linalg.Cholesky;
import dev.lamina.op.linalg.Einsum;
import dev.lamina.op.linalg.LogMatrixDeterminant;
import dev.lamina.op.linalg.Lu;
import dev.lamina.op.linalg.MatrixDeterminant;
import dev.lamina.op.linalg.MatrixInverse;
import dev.lamina.op.linalg.MatrixSolve;
import dev.lamina.op.linalg.MatrixTriangularSolve;
import dev.lamina.op.linalg.Svd;
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
}

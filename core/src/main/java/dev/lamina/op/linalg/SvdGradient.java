package dev.lamina.op.linalg;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Reciprocal;
import dev.lamina.op.math.Square;
import dev.lamina.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link Svd}, infinite where singular values are equal.
 *
 * @see <a href="https://j-towns.github.io/papers/svd-derivative.pdf">Townsend, Differentiating the singular value decomposition
 *     (2016)</a>
 */
final class SvdGradient {
    /** Keeps reciprocals of what is 0 at 0. */
    private static final float BROADENING = 1e-20f;

    private SvdGradient() {}

    static Output of(GradientContext c, Svd svd) {
        Scope scope = c.scope();
        Output bySingular = MatrixDiag.of(scope, c.upstream(0));
        boolean ofVectors = svd.computeUv() && (c.hasUpstream(1) || c.hasUpstream(2));
        if (!ofVectors) {
            Output u = c.output(1);
            Output v = c.output(2);
            if (!svd.computeUv() || svd.fullMatrices()) {
                var both = Svd.of(scope, c.input(0), true, false);
                u = both.get(1);
                v = both.get(2);
            }
            return between(scope, u, bySingular, v);
        }
        if (svd.fullMatrices() && !isSquare(c.input(0).shape())) {
            throw c.notDifferentiable();
        }
        return ofVectors(c, bySingular);
    }

    private static boolean isSquare(Shape shape) {
        return shape.hasRank() && shape.dim(-1) >= 0 && shape.dim(-1) == shape.dim(-2);
    }

    private static Output ofVectors(GradientContext c, Output bySingular) {
        Scope scope = c.scope();
        Output s = c.output(0);
        Output u = c.output(1);
        Output v = c.output(2);
        Output squares = Square.of(scope, s);
        Output f = reciprocalDifferences(scope, squares);
        Output diagonal = MatrixDiag.of(scope, s);
        Output middle = bySingular;
        Output beside = null;
        Output inverse = MatrixDiag.of(scope, reciprocal(scope, s));
        if (c.hasUpstream(1)) {
            Output own = Mul.of(scope, f, MatrixShapes.transposedProduct(scope, u, c.upstream(1)));
            Output part = MatrixShapes.product(scope, MatrixShapes.plusTranspose(scope, own), diagonal);
            middle = AddV2.of(scope, middle, part);
            beside = beside(scope, u, c.upstream(1), inverse, v);
        }
        if (c.hasUpstream(2)) {
            Output own = Mul.of(scope, f, MatrixShapes.transposedProduct(scope, v, c.upstream(2)));
            Output part = MatrixShapes.product(scope, diagonal, MatrixShapes.plusTranspose(scope, own));
            middle = AddV2.of(scope, middle, part);
            Output other = MatrixShapes.transpose(scope, beside(scope, v, c.upstream(2), inverse, u));
            beside = beside == null ? other : AddV2.of(scope, beside, other);
        }
        Output within = between(scope, u, middle, v);
        return isSquare(c.input(0).shape()) ? within : plus(scope, within, beside);
    }

    private static Output plus(Scope scope, Output x, @Nullable Output y) {
        return y == null ? x : Add.of(scope, x, y);
    }

    /** {@code u m transpose(v)}. */
    private static Output between(Scope scope, Output u, Output m, Output v) {
        return MatrixShapes.product(scope, u, MatrixShapes.productTransposed(scope, m, v));
    }

    /** Of a gradient by vectors, what lies outside of the space of these: {@code (1 - u transpose(u)) du inverse transpose(v)}. */
    private static Output beside(Scope scope, Output u, Output du, Output inverse, Output v) {
        Output inside = MatrixShapes.product(scope, u, MatrixShapes.transposedProduct(scope, u, du));
        return between(scope, Sub.of(scope, du, inside), inverse, v);
    }

    /** The matrices of {@code 1 / (x_j - x_i)}, with 0 on the diagonal. */
    static Output reciprocalDifferences(Scope scope, Output x) {
        Output differences = Sub.of(scope, ExpandDims.of(scope, x, -2), ExpandDims.of(scope, x, -1));
        return MatrixSetDiag.of(scope, reciprocal(scope, differences), ZerosLike.of(scope, x));
    }

    private static Output reciprocal(Scope scope, Output x) {
        Output broadening = Const.of(scope, BROADENING, x.dtype());
        return Mul.of(scope, x, Reciprocal.of(scope, AddV2.of(scope, Square.of(scope, x), broadening)));
    }
}

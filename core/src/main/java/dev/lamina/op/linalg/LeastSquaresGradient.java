package dev.lamina.op.linalg;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.logic.GreaterEqual;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.math.Neg;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradients of {@link MatrixSolveLs} by its three inputs: matrices a, right-hand sides b, and the penalty. */
final class LeastSquaresGradient {
    private final Scope scope;
    private final Output a;
    private final Output b;
    private final Output x;
    private final Output penalty;
    private final Output upstream;

    private LeastSquaresGradient(GradientContext c) {
        scope = c.scope();
        a = c.input(0);
        b = c.input(1);
        x = c.output(0);
        penalty = Cast.of(scope, c.input(2), a.dtype());
        upstream = c.upstream(0);
    }

    static List<@Nullable Output> of(GradientContext c) {
        LeastSquaresGradient gradient = new LeastSquaresGradient(c);
        long rows = gradient.a.shape().hasRank() ? gradient.a.shape().dim(-2) : -1;
        long columns = gradient.a.shape().hasRank() ? gradient.a.shape().dim(-1) : -1;
        if (rows < 0 || columns < 0) {
            return gradient.ofAny();
        }
        return rows >= columns ? gradient.ofTall() : gradient.ofWide();
    }

    /** Of {@code inverse(transpose(a) a + penalty) transpose(a) b}. */
    private List<@Nullable Output> ofTall() {
        Output z = solve(factor(MatrixShapes.transposedProduct(scope, a, a)), upstream);
        Output both = MatrixShapes.plusTranspose(scope, MatrixShapes.productTransposed(scope, x, z));
        Output byMatrix =
                Sub.of(scope, MatrixShapes.productTransposed(scope, b, z), MatrixShapes.product(scope, a, both));
        return List.of(byMatrix, MatrixShapes.product(scope, a, z), Neg.of(scope, sum(Mul.of(scope, z, x))));
    }

    /** Of {@code transpose(a) inverse(a transpose(a) + penalty) b}. */
    private List<@Nullable Output> ofWide() {
        Output factor = factor(MatrixShapes.productTransposed(scope, a, a));
        Output byRhs = solve(factor, MatrixShapes.product(scope, a, upstream));
        Output between = solve(factor, b);
        Output rest = Sub.of(scope, upstream, MatrixShapes.transposedProduct(scope, a, byRhs));
        Output byMatrix = Sub.of(
                scope,
                MatrixShapes.productTransposed(scope, between, rest),
                MatrixShapes.productTransposed(scope, byRhs, x));
        return List.of(byMatrix, byRhs, Neg.of(scope, sum(Mul.of(scope, byRhs, between))));
    }

    private Output factor(Output product) {
        Output diagonal = Add.of(scope, MatrixDiagPart.of(scope, product), penalty);
        return Cholesky.of(scope, MatrixSetDiag.of(scope, product, diagonal));
    }

    private Output solve(Output factor, Output rhs) {
        Output half = MatrixTriangularSolve.of(scope, factor, rhs, true, false);
        return MatrixTriangularSolve.of(scope, factor, half, true, true);
    }

    /**
     * While it is not known which dimension is larger: the solutions are those of {@code [p a; transpose(a) -q] [r; x] = [b; 0]}, in which p is 1 and
     * q the penalty for tall matrices, and the other way round for wide ones.
     */
    private List<@Nullable Output> ofAny() {
        Output outer = MatrixShapes.productTransposed(scope, a, a);
        Output inner = MatrixShapes.transposedProduct(scope, a, a);
        Output isTall = GreaterEqual.of(scope, MatrixShapes.last(scope, outer), MatrixShapes.last(scope, a));
        Output one = Const.of(scope, 1f, a.dtype());
        Output p = SelectV2.of(scope, isTall, one, penalty);
        Output q = SelectV2.of(scope, isTall, penalty, one);
        Output upper = ConcatV2.of(scope, List.of(Mul.of(scope, MatrixShapes.unitLike(scope, outer), p), a), -1);
        Output corner = Neg.of(scope, Mul.of(scope, MatrixShapes.unitLike(scope, inner), q));
        Output lower = ConcatV2.of(scope, List.of(MatrixShapes.transpose(scope, a), corner), -1);
        Output system = ConcatV2.of(scope, List.of(upper, lower), -2);
        Output forward = MatrixSolve.of(scope, system, ConcatV2.of(scope, List.of(b, ZerosLike.of(scope, x)), -2));
        Output back = MatrixSolve.of(scope, system, ConcatV2.of(scope, List.of(ZerosLike.of(scope, b), upstream), -2));
        Output r = head(forward);
        Output byRhs = head(back);
        Output last = tail(back);
        Output byMatrix = Neg.of(
                scope,
                Add.of(
                        scope,
                        MatrixShapes.productTransposed(scope, byRhs, x),
                        MatrixShapes.productTransposed(scope, r, last)));
        Output byPenalty =
                SelectV2.of(scope, isTall, sum(Mul.of(scope, last, x)), Neg.of(scope, sum(Mul.of(scope, byRhs, r))));
        return List.of(byMatrix, byRhs, byPenalty);
    }

    /** The rows that belong to the right-hand sides. */
    private Output head(Output whole) {
        Output shape = Axes.shapeOf(scope, b);
        return Slice.of(scope, whole, ZerosLike.of(scope, shape), shape);
    }

    /** The rows that belong to the solutions. */
    private Output tail(Output whole) {
        Output begin = ConcatV2.of(
                scope,
                List.of(
                        ZerosLike.of(scope, MatrixShapes.batch(scope, Axes.shapeOf(scope, x))),
                        Reshape.of(scope, MatrixShapes.last(scope, MatrixShapes.transpose(scope, b)), 1),
                        Const.of(scope, new int[1])),
                0);
        return Slice.of(scope, whole, begin, Axes.shapeOf(scope, x));
    }

    private Output sum(Output all) {
        Output flat = Cast.of(scope, Reshape.of(scope, all, -1), DType.FLOAT64);
        return Sum.of(scope, flat, Const.of(scope, 0), false);
    }
}

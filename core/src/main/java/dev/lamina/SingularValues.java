package dev.lamina;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.linalg.BatchMatMulV2;
import dev.lamina.op.linalg.Svd;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.reduce.Max;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** What is made of the singular values of matrices. */
final class SingularValues {
    private final Scope scope;
    private final Output x;
    private final List<Output> svd;

    private SingularValues(Scope scope, Output x) {
        this.scope = scope;
        this.x = x;
        svd = Svd.of(scope, x);
    }

    static SingularValues of(Scope scope, Operand matrices) {
        Output x = matrices.asOutput();
        Shape shape = x.shape();
        if (!shape.hasRank() || shape.rank() < 2 || shape.dim(-1) < 0 || shape.dim(-2) < 0) {
            throw new InvalidArgumentException(
                    "which singular values count depends on the matrices' dimensions, but their shape is " + shape);
        }
        return new SingularValues(scope, x);
    }

    Output pseudoInverse() {
        Output s = svd.get(0);
        Output reciprocal =
                RealDiv.of(scope, OnesLike.of(scope, s), SelectV2.of(scope, isAbove(10), s, OnesLike.of(scope, s)));
        Output factors = Mul.of(scope, reciprocal, Cast.of(scope, isAbove(10), s.dtype()));
        Output scaled = Mul.of(scope, svd.get(2), ExpandDims.of(scope, factors, -2));
        return BatchMatMulV2.of(scope, scaled, svd.get(1), false, true);
    }

    Output rank() {
        return Sum.of(scope, Cast.of(scope, isAbove(1), DType.INT32), Const.of(scope, -1), false);
    }

    private Output isAbove(double factor) {
        double epsilon = x.dtype() == DType.FLOAT64 ? 0x1p-52 : 0x1p-23;
        double least = factor * Math.max(x.shape().dim(-1), x.shape().dim(-2)) * epsilon;
        Output largest = Max.of(scope, svd.get(0), Const.of(scope, -1), true);
        return Greater.of(scope, svd.get(0), Mul.of(scope, largest, Const.of(scope, least, x.dtype())));
    }
}

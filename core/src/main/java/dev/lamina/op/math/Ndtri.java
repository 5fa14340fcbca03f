package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ErfInverseDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;

/** The number below which one of the standard normal distribution lies with probability {@code x}: infinite at 0 and 1, NaN beyond. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Ndtri() implements UnaryOp.OfDoubles {
    /** Adds an inverse. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Ndtri(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ErfInverseDouble.normal(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output factor = Const.of(scope, StrictMath.sqrt(2 * Math.PI), x.dtype());
        Output half = Const.of(scope, 0.5f, x.dtype());
        return Mul.of(scope, dy, Mul.of(scope, factor, Exp.of(scope, Mul.of(scope, half, Square.of(scope, y)))));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Ndtri(), new float[] {0.5f, 0.375f, 0.625f})
                        .gives(new float[] {0, -0.31863937f, 0.31863937f}),
                Sample.of(new Ndtri(), new double[] {0.5, 0.375}).gives(new double[] {0, -0.31863936396437514}),
                Sample.rough(new Ndtri(), new float[] {0.01f, 0, 1, -0.5f, Float.NaN})
                        .gives(new float[] {
                            -2.3263478f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, Float.NaN
                        }));
    }
}

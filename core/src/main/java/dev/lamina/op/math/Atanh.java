package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import java.util.List;

/** The number whose hyperbolic tangent is {@code x}: infinite at -1 and 1, NaN beyond. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Atanh() implements UnaryOp.OfDoubles {
    /** Adds an inverse hyperbolic tangent. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Atanh(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.copySign(positive(Math.abs(x[k])), x[k]);
        }
    }

    private static double positive(double x) {
        return StrictMath.log1p(2 * x / (1 - x)) / 2;
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output one = Const.of(scope, 1f, x.dtype());
        return Mul.of(scope, dy, Reciprocal.of(scope, Sub.of(scope, one, Square.of(scope, x))));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Atanh(), new float[] {0, 0.25f, -0.375f})
                        .gives(new float[] {0, 0.25541282f, -0.39422867f}),
                Sample.of(new Atanh(), new double[] {0, 0.25}).gives(new double[] {0, 0.25541281188299536}),
                Sample.rough(new Atanh(), new float[] {1, -1, 1e-30f, 1.5f, Float.NaN})
                        .gives(new float[] {
                            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-30f, Float.NaN, Float.NaN
                        }));
    }
}

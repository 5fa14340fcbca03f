package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.RealDiv;
import java.util.List;

/** The number whose hyperbolic sine is {@code x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Asinh() implements UnaryOp.OfDoubles {
    private static final double LOG_2 = StrictMath.log(2);

    /** Adds an inverse hyperbolic sine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Asinh(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.copySign(positive(Math.abs(x[k])), x[k]);
        }
    }

    private static double positive(double x) {
        return x > 0x1p28 ? StrictMath.log(x) + LOG_2 : StrictMath.log1p(x + x * x / (1 + Math.sqrt(x * x + 1)));
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return RealDiv.of(scope, dy, Cosh.of(scope, y));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Asinh(), new float[] {0, 0.5f, -3}).gives(new float[] {0, 0.4812118f, -1.8184465f}),
                Sample.of(new Asinh(), new double[] {0, 0.5}).gives(new double[] {0, 0.48121182505960347}),
                Sample.rough(new Asinh(), new float[] {
                            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-30f, 1e+30f, Float.NaN
                        })
                        .gives(new float[] {
                            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-30f, 69.7707f, Float.NaN
                        }));
    }
}

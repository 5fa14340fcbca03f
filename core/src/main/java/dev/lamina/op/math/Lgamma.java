package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.GammaDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** The logarithm of the absolute value of the gamma function: infinite at 0 and the negative integers. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Lgamma() implements UnaryOp.OfDoubles {
    /** Adds a logarithm. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Lgamma(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = GammaDouble.logGamma(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Digamma.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Lgamma(), new float[] {0.5f, 4, -1.5f, 20.25f})
                        .gives(new float[] {0.5723649f, 1.7917595f, 0.86004704f, 40.08411f}),
                Sample.of(new Lgamma(), new double[] {0.5, 4})
                        .gives(new double[] {0.5723649429247001, 1.791759469228055}),
                Sample.rough(new Lgamma(), new float[] {1, 2, Float.POSITIVE_INFINITY, 0, -3, Float.NaN})
                        .gives(new float[] {
                            0, 0, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN
                        }));
    }
}

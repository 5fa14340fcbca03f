package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.RealDiv;
import java.util.List;

/** The number from 0 on whose hyperbolic cosine is {@code x}; NaN below 1. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Acosh() implements UnaryOp.OfDoubles {
    private static final double LOG_2 = StrictMath.log(2);

    /** Adds an inverse hyperbolic cosine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Acosh(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = apply(x[k]);
        }
    }

    private static double apply(double x) {
        double above = x - 1;
        return x > 0x1p28 ? StrictMath.log(x) + LOG_2 : StrictMath.log1p(above + Math.sqrt(2 * above + above * above));
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return RealDiv.of(scope, dy, Sinh.of(scope, y));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Acosh(), new float[] {1.5f, 2, 100})
                        .gives(new float[] {0.9624236f, 1.316958f, 5.298292f}),
                Sample.of(new Acosh(), new double[] {1.5, 2})
                        .gives(new double[] {0.9624236501192069, 1.3169578969248168}),
                Sample.rough(new Acosh(), new float[] {1, Float.POSITIVE_INFINITY, 1e+30f, 0.5f, Float.NaN})
                        .gives(new float[] {0, Float.POSITIVE_INFINITY, 69.7707f, Float.NaN, Float.NaN}));
    }
}

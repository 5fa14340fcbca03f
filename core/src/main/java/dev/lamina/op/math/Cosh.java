package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** The hyperbolic cosine {@code (e^x + e^-x) / 2}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Cosh() implements UnaryOp.OfDoubles {
    /** Adds a hyperbolic cosine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Cosh(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.cosh(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Sinh.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Cosh(), new float[] {0, 0.5f, -3}).gives(new float[] {1, 1.127626f, 10.067662f}),
                Sample.of(new Cosh(), new double[] {0, 0.5}).gives(new double[] {1, 1.1276259652063807}),
                Sample.rough(new Cosh(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -100, Float.NaN
                        })
                        .gives(new float[] {
                            Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN
                        }));
    }
}

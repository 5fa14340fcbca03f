package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** The hyperbolic sine {@code (e^x - e^-x) / 2}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Sinh() implements UnaryOp.OfDoubles {
    /** Adds a hyperbolic sine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Sinh(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.sinh(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Cosh.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sinh(), new float[] {0, 0.5f, -3}).gives(new float[] {0, 0.5210953f, -10.017875f}),
                Sample.of(new Sinh(), new double[] {0, 0.5}).gives(new double[] {0, 0.5210953054937474}),
                Sample.rough(new Sinh(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 100, Float.NaN})
                        .gives(new float[] {
                            Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN
                        }));
    }
}

package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.BesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.math.Neg;
import java.util.List;

/** The Bessel function of the second kind of order 0: NaN for negative x. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselY0() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselY0(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = BesselDouble.y0(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Neg.of(scope, BesselY1.of(scope, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselY0(), new float[] {1.5f, 2.5f, 7.0f})
                        .gives(new float[] {0.3824489f, 0.49807036f, -0.025949745f}),
                Sample.of(new BesselY0(), new double[] {1.5, 2.5, 7.0})
                        .gives(new double[] {0.38244892379775886, 0.4980703596152319, -0.025949743967209265}),
                Sample.rough(new BesselY0(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NEGATIVE_INFINITY, Float.NaN, 0, Float.NaN}));
    }
}

package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ModifiedBesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.math.Neg;
import java.util.List;

/** The modified Bessel function of the second kind of order 0: NaN for negative x. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselK0() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselK0(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.exp(-x[k]) * ModifiedBesselDouble.k0(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Neg.of(scope, BesselK1.of(scope, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselK0(), new float[] {1.5f, 2.5f, 7.0f})
                        .gives(new float[] {0.21380556f, 0.062347554f, 4.2479575e-04f}),
                Sample.of(new BesselK0(), new double[] {1.5, 2.5, 7.0})
                        .gives(new double[] {0.21380556264752573, 0.06234755320036619, 0.0004247957418692318}),
                Sample.rough(new BesselK0(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN, 0, Float.NaN}));
    }
}

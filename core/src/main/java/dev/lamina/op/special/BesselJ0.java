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

/** The Bessel function of the first kind of order 0. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselJ0() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselJ0(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = BesselDouble.j0(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Neg.of(scope, BesselJ1.of(scope, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselJ0(), new float[] {0.25f, -2.5f, 7.0f})
                        .gives(new float[] {0.9844359f, -0.048383776f, 0.30007926f}),
                Sample.of(new BesselJ0(), new double[] {0.25, -2.5, 7.0})
                        .gives(new double[] {0.9844359292958527, -0.048383776468198, 0.3000792705195556}),
                Sample.rough(new BesselJ0(), new float[] {0, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {1, 0, Float.NaN}));
    }
}

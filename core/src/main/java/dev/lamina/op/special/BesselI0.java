package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ModifiedBesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** The modified Bessel function of the first kind of order 0. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselI0() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselI0(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ModifiedBesselDouble.unscaledI0(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, BesselI1.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselI0(), new float[] {0.25f, -2.5f, 4.0f})
                        .gives(new float[] {1.0156862f, 3.289839f, 11.301922f}),
                Sample.of(new BesselI0(), new double[] {0.25, -2.5, 4.0})
                        .gives(new double[] {1.015686141223608, 3.289839144050123, 11.30192195213633}),
                Sample.rough(new BesselI0(), new float[] {0, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {1, Float.POSITIVE_INFINITY, Float.NaN}));
    }
}

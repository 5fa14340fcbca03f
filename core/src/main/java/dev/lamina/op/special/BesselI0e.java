package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ModifiedBesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.math.Sign;
import java.util.List;

/** {@link BesselI0} times {@code e^-|x|}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselI0e() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselI0e(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ModifiedBesselDouble.i0(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output scaled = Mul.of(scope, Sign.of(scope, x), y);
        return Mul.of(scope, dy, Sub.of(scope, BesselI1e.of(scope, x), scaled));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselI0e(), new float[] {0.25f, -2.5f, 7.0f})
                        .gives(new float[] {0.7910172f, 0.27004644f, 0.15373774f}),
                Sample.of(new BesselI0e(), new double[] {0.25, -2.5, 7.0})
                        .gives(new double[] {0.7910171621397194, 0.27004644161220276, 0.15373774467288126}),
                Sample.rough(new BesselI0e(), new float[] {0, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {1, 0, Float.NaN}));
    }
}

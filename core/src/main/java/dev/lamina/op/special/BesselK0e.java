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
import java.util.List;

/** {@link BesselK0} times {@code e^x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselK0e() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselK0e(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ModifiedBesselDouble.k0(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Sub.of(scope, y, BesselK1e.of(scope, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselK0e(), new float[] {1.5f, 2.5f, 7.0f})
                        .gives(new float[] {0.95821005f, 0.75954866f, 0.4658451f}),
                Sample.of(new BesselK0e(), new double[] {1.5, 2.5, 7.0})
                        .gives(new double[] {0.9582100532948965, 0.7595486903280996, 0.4658450960930159}),
                Sample.rough(new BesselK0e(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN, 0, Float.NaN}));
    }
}

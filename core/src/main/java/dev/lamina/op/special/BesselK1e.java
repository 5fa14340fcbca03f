package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ModifiedBesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import java.util.List;

/** {@link BesselK1} times {@code e^x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselK1e() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselK1e(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ModifiedBesselDouble.k1(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output own = Sub.of(scope, y, RealDiv.of(scope, y, x));
        return Mul.of(scope, dy, Sub.of(scope, own, BesselK0e.of(scope, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselK1e(), new float[] {1.5f, 2.5f, 7.0f})
                        .gives(new float[] {1.2431659f, 0.90017444f, 0.49807158f}),
                Sample.of(new BesselK1e(), new double[] {1.5, 2.5, 7.0})
                        .gives(new double[] {1.243165873552553, 0.900174423907878, 0.49807157509547656}),
                Sample.rough(new BesselK1e(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN, 0, Float.NaN}));
    }
}

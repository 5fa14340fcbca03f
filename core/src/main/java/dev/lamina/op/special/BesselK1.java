package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ModifiedBesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.math.Neg;
import java.util.List;

/** The modified Bessel function of the second kind of order 1: NaN for negative x. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselK1() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselK1(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.exp(-x[k]) * ModifiedBesselDouble.k1(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output sum = AddV2.of(scope, BesselK0.of(scope, x), RealDiv.of(scope, y, x));
        return Mul.of(scope, dy, Neg.of(scope, sum));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselK1(), new float[] {1.5f, 2.5f, 7.0f})
                        .gives(new float[] {0.2773878f, 0.07389081f, 4.5418247e-04f}),
                Sample.of(new BesselK1(), new double[] {1.5, 2.5, 7.0})
                        .gives(new double[] {0.2773878004568438, 0.07389081634774707, 0.00045418248688489695}),
                Sample.rough(new BesselK1(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN, 0, Float.NaN}));
    }
}

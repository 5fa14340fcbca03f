package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.BesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import java.util.List;

/** The Bessel function of the second kind of order 1: NaN for negative x. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselY1() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselY1(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = BesselDouble.y1(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output slope = Sub.of(scope, BesselY0.of(scope, x), RealDiv.of(scope, y, x));
        return Mul.of(scope, dy, slope);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselY1(), new float[] {1.5f, 2.5f, 7.0f})
                        .gives(new float[] {-0.41230863f, 0.14591813f, -0.30266723f}),
                Sample.of(new BesselY1(), new double[] {1.5, 2.5, 7.0})
                        .gives(new double[] {-0.4123086269739113, 0.1459181379667858, -0.30266723702418485}),
                Sample.rough(new BesselY1(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NEGATIVE_INFINITY, Float.NaN, 0, Float.NaN}));
    }
}

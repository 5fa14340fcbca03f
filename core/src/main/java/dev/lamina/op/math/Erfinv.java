package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ErfInverseDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;

/** The number whose error function is {@code x}: infinite at -1 and 1, NaN beyond. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Erfinv() implements UnaryOp.OfDoubles {
    /** Adds an inverse. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Erfinv(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ErfInverseDouble.apply(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output factor = Const.of(scope, StrictMath.sqrt(Math.PI) / 2, x.dtype());
        return Mul.of(scope, dy, Mul.of(scope, factor, Exp.of(scope, Square.of(scope, y))));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Erfinv(), new float[] {0, 0.5f, -0.25f})
                        .gives(new float[] {0, 0.47693628f, -0.22531205f}),
                Sample.of(new Erfinv(), new double[] {0, 0.5}).gives(new double[] {0, 0.4769362762044699}),
                Sample.rough(new Erfinv(), new float[] {1, -1, 1.5f, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.NaN}));
    }
}

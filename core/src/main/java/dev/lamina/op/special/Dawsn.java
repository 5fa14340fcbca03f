package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.IntegralsDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import java.util.List;

/** Dawson's integral, {@code e^(-x^2)} times the integral of {@code e^(t^2)} from 0 to x. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Dawsn() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Dawsn(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = IntegralsDouble.dawson(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output twice = Mul.of(scope, Const.of(scope, 2f, x.dtype()), Mul.of(scope, x, y));
        return Mul.of(scope, dy, Sub.of(scope, Const.of(scope, 1f, x.dtype()), twice));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Dawsn(), new float[] {0.25f, -1.5f, 3.0f})
                        .gives(new float[] {0.23983917f, -0.42824906f, 0.17827103f}),
                Sample.of(new Dawsn(), new double[] {0.25, -1.5, 3.0})
                        .gives(new double[] {0.23983916356289822, -0.4282490710853986, 0.1782710306105583}),
                Sample.rough(new Dawsn(), new float[] {0, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, 0, Float.NaN}));
    }
}

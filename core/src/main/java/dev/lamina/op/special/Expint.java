package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.IntegralsDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.math.Exp;
import java.util.List;

/** The exponential integral Ei, the principal value of the integral of {@code e^t / t} up to x: NaN for negative x. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Expint() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Expint(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = IntegralsDouble.exponential(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, RealDiv.of(scope, Exp.of(scope, x), x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Expint(), new float[] {0.75f, 1.5f, 4.0f})
                        .gives(new float[] {1.2073328f, 3.3012855f, 19.630875f}),
                Sample.of(new Expint(), new double[] {0.75, 1.5, 4.0})
                        .gives(new double[] {1.2073328160012218, 3.301285449129798, 19.63087447005622}),
                Sample.rough(new Expint(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN}));
    }
}

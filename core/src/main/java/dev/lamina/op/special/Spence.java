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
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.math.Log;
import java.util.List;

/** Spence's function, the integral of {@code log(t) / (1 - t)} from 1 to x: NaN for negative x. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Spence() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Spence(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = IntegralsDouble.spence(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output one = Const.of(scope, 1f, x.dtype());
        Output slope = RealDiv.of(scope, Log.of(scope, x), Sub.of(scope, one, x));
        Output minusOne = Const.of(scope, -1f, x.dtype());
        return Mul.of(scope, dy, SelectV2.of(scope, Equal.of(scope, x, one), minusOne, slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Spence(), new float[] {0.375f, 1.25f, 3.0f})
                        .gives(new float[] {0.7662853f, -0.2359003f, -1.4367464f}),
                Sample.of(new Spence(), new double[] {0.375, 1.25, 3.0})
                        .gives(new double[] {0.7662852899697462, -0.23590029768626344, -1.4367463668836808}),
                Sample.rough(new Spence(), new float[] {0, 1, -1, Float.NaN})
                        .gives(new float[] {1.644934f, 0, Float.NaN, Float.NaN}));
    }
}

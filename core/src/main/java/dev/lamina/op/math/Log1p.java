package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.Log1pFloat;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;

/** {@code log(1 + x)}, exact near 0; negative infinity at -1, NaN below. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Log1p() implements UnaryOp.OfFloats {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Log1p(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        Log1pFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.log1p(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output one = Const.of(scope, 1f, x.dtype());
        return Mul.of(scope, dy, Reciprocal.of(scope, AddV2.of(scope, one, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Log1p(), new float[] {0, 1, 9, 1e-6f})
                        .gives(new float[] {0, 0.6931472f, 2.3025851f, 9.999995e-7f}),
                Sample.rough(new Log1p(), new float[] {-1, -2, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN}));
    }
}

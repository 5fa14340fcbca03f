package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.LogFloat;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** The natural logarithm; negative infinity at 0, NaN below. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Log() implements UnaryOp.OfFloats {
    /** Adds a logarithm. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Log(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        LogFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.log(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Reciprocal.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Log(), new float[] {1, 2, 10}).gives(new float[] {0, 0.6931472f, 2.3025851f}),
                Sample.rough(new Log(), new float[] {0, -1, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN}));
    }
}

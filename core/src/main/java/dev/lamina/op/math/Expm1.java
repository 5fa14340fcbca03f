package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.Expm1Float;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** {@code e^x - 1}, exact near 0. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Expm1() implements UnaryOp.OfFloats {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Expm1(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        Expm1Float.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.expm1(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Exp.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Expm1(), new float[] {0, 1, -1, 1e-6f})
                        .gives(new float[] {0, 1.7182819f, -0.63212055f, 1.0000005e-6f}),
                Sample.rough(new Expm1(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, -1, Float.NaN}));
    }
}

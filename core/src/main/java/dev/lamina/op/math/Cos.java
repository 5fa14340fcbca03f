package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.CosFloat;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** The cosine of an angle in radians. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Cos() implements UnaryOp.OfFloats {
    /** Adds a cosine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Cos(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        CosFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.cos(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Neg.of(scope, Mul.of(scope, dy, Sin.of(scope, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Cos(), new float[] {0, 1, -2, 100})
                        .gives(new float[] {1, 0.5403023f, -0.41614684f, 0.8623189f}),
                Sample.rough(new Cos(), new float[] {Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NaN, Float.NaN}));
    }
}

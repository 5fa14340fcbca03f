package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.SinFloat;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** The sine of an angle in radians. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Sin() implements UnaryOp.OfFloats {
    /** Adds a sine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Sin(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        SinFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.sin(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Cos.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sin(), new float[] {0, 1, -2, 100})
                        .gives(new float[] {0, 0.84147096f, -0.9092974f, -0.50636566f}),
                Sample.rough(new Sin(), new float[] {Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NaN, Float.NaN}));
    }
}

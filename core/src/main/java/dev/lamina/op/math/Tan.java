package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.TanFloat;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** The tangent of an angle in radians. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Tan() implements UnaryOp.OfFloats {
    /** Adds a tangent. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Tan(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        TanFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.tan(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output secant = Reciprocal.of(scope, Cos.of(scope, x));
        return Mul.of(scope, dy, Square.of(scope, secant));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Tan(), new float[] {0, 0.5f, -0.25f}).gives(new float[] {0, 0.5463025f, -0.25534192f}),
                Sample.rough(new Tan(), new float[] {Float.POSITIVE_INFINITY, Float.NaN, 1})
                        .gives(new float[] {Float.NaN, Float.NaN, 1.5574077f}));
    }
}

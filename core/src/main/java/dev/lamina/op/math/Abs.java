package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import java.util.List;

/** {@code |x|}; of the lowest integer that one itself, as there is no other. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Abs() implements UnaryOp.OfNumbers {
    /** Adds an absolute value. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Abs(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.abs(x[k]);
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.abs(x[k]);
        }
    }

    @Override
    public void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.abs(x[k]);
        }
    }

    @Override
    public void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.abs(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Sign.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Abs(), new float[] {1, -2, 3}).gives(new float[] {1, 2, 3}),
                Sample.rough(new Abs(), new float[] {0, -0f, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, 0, Float.POSITIVE_INFINITY, Float.NaN}),
                Sample.rough(new Abs(), new int[] {-5, Integer.MIN_VALUE}).gives(new int[] {5, Integer.MIN_VALUE}));
    }
}

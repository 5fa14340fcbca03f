package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** -1, 0 or 1, as {@code x} is negative, zero or positive; NaN for NaN. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Sign() implements UnaryOp.OfNumbers {
    /** Adds a sign. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Sign(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.signum(x[k]) + 0f;
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.signum(x[k]) + 0.0;
        }
    }

    @Override
    public void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Integer.signum(x[k]);
        }
    }

    @Override
    public void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Long.signum(x[k]);
        }
    }

    @Override
    public @Nullable Output gradient(Scope scope, Output x, Output y, Output dy) {
        return null;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sign(), new float[] {1, -2, 3}).gives(new float[] {1, -1, 1}),
                Sample.rough(new Sign(), new float[] {0, -0f, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, 0, -1, Float.NaN}),
                Sample.rough(new Sign(), new long[] {-5, 0, Long.MAX_VALUE}).gives(new long[] {-1, 0, 1}));
    }
}

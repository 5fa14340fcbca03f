package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nearest integer, of two the even one; integers stay as they are. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Round() implements UnaryOp.OfNumbers {
    /** Adds a rounding. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Round(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (float) Math.rint(x[k]);
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.rint(x[k]);
        }
    }

    @Override
    public void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k];
        }
    }

    @Override
    public void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k];
        }
    }

    @Override
    public @Nullable Output gradient(Scope scope, Output x, Output y, Output dy) {
        return null;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Round(), new float[] {1.25f, -1.75f, 2.25f}).gives(new float[] {1, -2, 2}),
                Sample.rough(new Round(), new float[] {0.5f, 1.5f, -0.5f, -2.5f})
                        .gives(new float[] {0, 2, -0f, -2}),
                Sample.rough(new Round(), new float[] {Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN}),
                Sample.rough(new Round(), new int[] {-3, 4}).gives(new int[] {-3, 4}));
    }
}

package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The largest integer not above {@code x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Floor() implements UnaryOp.OfFloats {
    /** Adds a rounding. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Floor(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (float) Math.floor(x[k]);
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.floor(x[k]);
        }
    }

    @Override
    public @Nullable Output gradient(Scope scope, Output x, Output y, Output dy) {
        return null;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Floor(), new float[] {1.25f, -1.75f, 2.25f}).gives(new float[] {1, -2, 2}),
                Sample.rough(new Floor(), new float[] {Float.POSITIVE_INFINITY, Float.NaN, 3})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN, 3}));
    }
}

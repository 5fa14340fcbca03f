package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.complex.ComplexOp;
import java.util.List;

/** {@code -x}; of integers, the lowest stays itself. */
@OpDef(
        inputs = "x: T",
        outputs = "y: T",
        attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64, complex64, complex128}")
public record Neg() implements UnaryOp.OfNumbers, ComplexOp.ByParts {
    /** Adds a negation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Neg(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = -x[k];
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = -x[k];
        }
    }

    @Override
    public void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = -x[k];
        }
    }

    @Override
    public void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = -x[k];
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return of(scope, dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Neg(), new float[] {1, -2, 3}).gives(new float[] {-1, 2, -3}),
                Sample.rough(new Neg(), new int[] {5, Integer.MIN_VALUE}).gives(new int[] {-5, Integer.MIN_VALUE}),
                Sample.rough(new Neg(), new byte[] {1, -128}).gives(new byte[] {-1, -128}));
    }
}

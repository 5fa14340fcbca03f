package dev.lamina.op.logic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.ComparisonOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Whether an element is NaN. */
@OpDef(inputs = "x: T", outputs = "y: bool", attrs = "T: {bfloat16, half, float, double}")
public record IsNan() implements ComparisonOp.OfOne {
    /** Adds a test. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new IsNan(), x);
    }

    @Override
    public void floats(float[] x, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (Float.isNaN(x[k]) ? 1 : 0);
        }
    }

    @Override
    public void doubles(double[] x, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (Double.isNaN(x[k]) ? 1 : 0);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new IsNan(), new float[] {
                            1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0, Float.MAX_VALUE
                        })
                        .gives(new boolean[] {false, false, false, true, false, false}),
                Sample.rough(new IsNan(), new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300})
                        .gives(new boolean[] {true, false, false}),
                Sample.rough(
                                new IsNan(),
                                Tensor.of(new float[] {1, Float.NaN, Float.POSITIVE_INFINITY}, DType.BFLOAT16))
                        .gives(new boolean[] {false, true, false}));
    }
}

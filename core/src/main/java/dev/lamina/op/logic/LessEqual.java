package dev.lamina.op.logic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.CompareFloat;
import dev.lamina.op.ComparisonOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** {@code x <= y}, broadcasting; false if one of them is NaN. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: bool",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}")
public record LessEqual() implements ComparisonOp {
    /** Adds a comparison. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new LessEqual(), x, y);
    }

    @Override
    public void floats(float[] a, float[] b, byte[] y, int from, int to) {
        CompareFloat.lessEqual(a, b, y, from, to);
    }

    @Override
    public void doubles(double[] a, double[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (a[k] <= b[k] ? 1 : 0);
        }
    }

    @Override
    public void ints(int[] a, int[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (a[k] <= b[k] ? 1 : 0);
        }
    }

    @Override
    public void longs(long[] a, long[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (a[k] <= b[k] ? 1 : 0);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new LessEqual(), new float[] {1, 2, 3}, new float[] {2, 2, 2})
                        .gives(new boolean[] {true, true, false}),
                Sample.rough(new LessEqual(), new int[][] {{1}, {2}}, new int[] {1, 2, 3})
                        .gives((Object) new boolean[][] {{true, true, true}, {false, true, true}}),
                Sample.rough(new LessEqual(), new float[] {Float.NaN, 1, Float.NEGATIVE_INFINITY}, new float[] {
                            Float.NaN, Float.NaN, Float.POSITIVE_INFINITY
                        })
                        .gives(new boolean[] {false, false, true}),
                Sample.rough(new LessEqual(), Tensor.of(new int[] {200, 1}, DType.UINT8), Tensor.of(100, DType.UINT8))
                        .gives(new boolean[] {false, true}));
    }
}

package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.PowFloat;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.math.Log;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x^y}, broadcasting. By the exponent, no gradient flows where {@code x <= 0}.
 *
 * <p>Integers wrap; an integer to a negative power is an {@link dev.lamina.error.InvalidArgumentException}.
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, float, half, double, int8, int16, int32, int64}")
public record Pow() implements BinaryOp.OfNumbers {
    /** Adds a power. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Pow(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Kernel kernel = Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs);
        return c.inputType(0).isFloating()
                ? kernel
                : (inputs, outputs) -> {
                    for (int i = 0; i < inputs[1].size(); i++) {
                        if (inputs[1].asLong(i) < 0) {
                            throw c.error("Integers to negative integer powers are not allowed");
                        }
                    }
                    kernel.run(inputs, outputs);
                };
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        PowFloat.run(a, from, b, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.pow(a[k], b[k]);
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = power(a[k], b[k]);
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = power(a[k], b[k]);
        }
    }

    private static int power(int base, int exponent) {
        int result = 1;
        int square = base;
        for (int rest = exponent; rest != 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long rest = exponent; rest != 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        Output zero = Const.of(scope, 0f, x.dtype());
        Output one = Const.of(scope, 1f, x.dtype());
        Output slope = Mul.of(scope, y, of(scope, x, Sub.of(scope, y, one)));
        Output positive = Greater.of(scope, x, zero);
        Output safe = SelectV2.of(scope, positive, x, one);
        Output log = SelectV2.of(scope, positive, Log.of(scope, safe), zero);
        return List.of(Mul.of(scope, dz, slope), Mul.of(scope, dz, Mul.of(scope, z, log)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Pow(), new float[] {1, 2, 1.5f}, new float[] {2, 3, -1})
                        .gives(new float[] {1, 8, 0.6666667f}),
                Sample.of(new Pow(), new float[][] {{1}, {1.5f}}, new float[] {2, 3})
                        .gives((Object) new float[][] {{1, 1}, {2.25f, 3.375f}}),
                Sample.rough(new Pow(), new float[] {0, 0, -2, -8, Float.NaN, 2}, new float[] {
                            0, -1, 3, 0.5f, 0, Float.NEGATIVE_INFINITY
                        })
                        .gives(new float[] {1, Float.POSITIVE_INFINITY, -8, Float.NaN, 1, 0}),
                Sample.rough(new Pow(), new int[] {2, -3, 0, 2}, new int[] {10, 3, 0, 32})
                        .gives(new int[] {1024, -27, 1, 0}),
                Sample.refused(
                        "Integers to negative integer powers are not allowed", new Pow(), new int[] {2}, new int[] {-1
                        }));
    }
}

package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.BiasAddition;
import dev.lamina.op.kernel.BroadcastKernel;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x + y}, broadcasting; of texts, one behind the other. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = {"T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, complex64, complex128, string}"})
public record Add() implements BinaryOp.OfNumbers, ComplexOp.ByParts {
    /** Adds an addition. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Add(), x, y);
    }

    /** Of rows of floats and a bias, the sum that is the most frequent, it is a kernel of its own. */
    @Override
    public Kernel kernel(KernelContext c) {
        if (c.inputType(0) == DType.STRING) {
            return BroadcastKernel.of(
                    c, (x, y, from, to) -> texts((byte[][]) x[0], (byte[][]) x[1], (byte[][]) y, from, to));
        }
        Shape x = c.inputShape(0);
        boolean isBias = c.inputShape(1).rank() == 1
                && x.rank() > 1
                && x.dim(x.rank() - 1) == c.inputShape(1).dim(0);
        return isBias && c.inputType(0) == DType.FLOAT32
                ? BiasAddition.of(c, "NHWC")
                : NumberKernel.of(
                        c,
                        true,
                        Add::number,
                        () -> Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs));
    }

    private static void texts(byte[][] x, byte[][] y, byte[][] z, int from, int to) {
        for (int k = from; k < to; k++) {
            byte[] both = Arrays.copyOf(x[k], x[k].length + y[k].length);
            System.arraycopy(y[k], 0, both, x[k].length, y[k].length);
            z[k] = both;
        }
    }

    private static void number(float[] x, float number, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] + number;
        }
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] + b[k];
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] + b[k];
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] + b[k];
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] + b[k];
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return List.of(dz, dz);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Add(), new float[] {1, 2, 3}, new float[] {10, 20, 30})
                        .gives(new float[] {11, 22, 33}),
                Sample.of(new Add(), new float[][] {{1}, {2}}, new float[] {10, 20, 30})
                        .gives((Object) new float[][] {{11, 21, 31}, {12, 22, 32}}),
                Sample.rough(new Add(), new String[][] {{"a"}, {"b"}}, new String[] {"", "xy"})
                        .gives((Object) new String[][] {{"a", "axy"}, {"b", "bxy"}}),
                Sample.rough(new Add(), new byte[] {127}, new byte[] {1}).gives(new byte[] {-128}));
    }
}

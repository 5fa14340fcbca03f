package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.kernel.Elementwise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The remainder of {@code x / y} truncated towards zero, of the sign of {@code x}, broadcasting.
 *
 * <p>An integer division by zero is an {@link dev.lamina.error.InvalidArgumentException}.
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {int32, int64, bfloat16, half, float, double}")
public record TruncateMod() implements BinaryOp.OfNumbers {
    /** Adds a remainder. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new TruncateMod(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Division.checked(c, Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs));
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] % b[k];
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] % b[k];
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] % b[k];
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] % b[k];
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return Division.remainderGradients(scope, x, y, z, dz);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new TruncateMod(), new float[] {7, -7, 7.5f}, new float[] {3, 3, -2})
                        .gives(new float[] {1, -1, 1.5f}),
                Sample.rough(new TruncateMod(), new int[] {7, -7, 7, -7}, new int[] {3, 3, -3, -3})
                        .gives(new int[] {1, -1, 1, -1}),
                Sample.rough(new TruncateMod(), new float[] {1, Float.POSITIVE_INFINITY, 1}, new float[] {
                            Float.POSITIVE_INFINITY, 2, 0
                        })
                        .gives(new float[] {1, Float.NaN, Float.NaN}),
                Sample.refused("Integer division by zero", new TruncateMod(), new int[] {1}, new int[] {0}));
    }
}

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
import dev.lamina.tensor.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest integer not above {@code x / y}, broadcasting.
 *
 * <p>An integer division by zero is an {@link dev.lamina.error.InvalidArgumentException}.
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64}")
public record FloorDiv() implements BinaryOp.OfNumbers {
    /** Adds a division. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new FloorDiv(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Division.checked(
                c,
                c.inputType(0) == DType.UINT64
                        ? Division.unsignedQuotients(c)
                        : Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs));
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (float) Math.floor(a[k] / b[k]);
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.floor(a[k] / b[k]);
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.floorDiv(a[k], b[k]);
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.floorDiv(a[k], b[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return BinaryOp.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new FloorDiv(), new float[] {7, -7, 7.5f}, new float[] {2, 2, -2})
                        .gives(new float[] {3, -4, -4}),
                Sample.rough(new FloorDiv(), new int[] {7, -7, 7, -7}, new int[] {2, 2, -2, -2})
                        .gives(new int[] {3, -4, -4, 3}),
                Sample.rough(new FloorDiv(), new byte[] {-128, -7}, new byte[] {-1, 2})
                        .gives(new byte[] {-128, -4}),
                Sample.rough(new FloorDiv(), new float[] {1, -1, 0}, 0f)
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN}),
                Sample.refused("Integer division by zero", new FloorDiv(), new int[] {1}, new int[] {0}));
    }
}

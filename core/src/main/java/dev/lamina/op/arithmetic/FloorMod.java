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
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x - floor(x / y) * y}, of the sign of {@code y}, broadcasting.
 *
 * <p>An integer division by zero is an {@link dev.lamina.error.InvalidArgumentException}.
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {int8, int16, int32, int64, uint8, bfloat16, half, float, double, uint16, uint32, uint64}")
public record FloorMod() implements BinaryOp.OfNumbers {
    /** Adds a remainder. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new FloorMod(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Division.checked(
                c,
                c.inputType(0) == DType.UINT64
                        ? Division.unsignedRemainders(c)
                        : Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs));
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            float rest = a[k] % b[k];
            y[k] = rest != 0 && (rest < 0) != (b[k] < 0) ? rest + b[k] : rest;
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            double rest = a[k] % b[k];
            y[k] = rest != 0 && (rest < 0) != (b[k] < 0) ? rest + b[k] : rest;
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.floorMod(a[k], b[k]);
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.floorMod(a[k], b[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        Output times = FloorDiv.of(scope, x, y);
        return List.of(dz, Neg.of(scope, Mul.of(scope, dz, times)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new FloorMod(), new float[] {7, -7, 7.5f}, new float[] {3, 3, -2})
                        .gives(new float[] {1, 2, -0.5f}),
                Sample.of(new FloorMod(), new float[][] {{7.5f}, {-4}}, new float[] {3, 5})
                        .gives((Object) new float[][] {{1.5f, 2.5f}, {2, 1}}),
                Sample.rough(new FloorMod(), new int[] {7, -7, 7, -7}, new int[] {3, 3, -3, -3})
                        .gives(new int[] {1, 2, -2, -1}),
                Sample.rough(new FloorMod(), new float[] {1, -2.5f, 1}, new float[] {
                            Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0
                        })
                        .gives(new float[] {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN}),
                Sample.refused("Integer division by zero", new FloorMod(), new int[] {1}, new int[] {0}));
    }
}

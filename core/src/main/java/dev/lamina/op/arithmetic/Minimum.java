package dev.lamina.op.arithmetic;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.logic.LessEqual;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The smaller of {@code x} and {@code y}, broadcasting; NaN if one of them is. Where they are equal, the gradient is all of {@code x}. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double, int8, uint8, int16, int32, int64, uint16, uint32, uint64}")
public record Minimum() implements Op {
    /** Adds a minimum. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Minimum(), x, y);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.broadcast(c);
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Widened.ordered(
                c, wide -> Elementwise.binary(wide, Minimum::floats, Minimum::doubles, Minimum::ints, Minimum::longs));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output upstream = c.upstream(0);
        Output zero = Const.of(scope, 0f, upstream.dtype());
        Output isX = LessEqual.of(scope, c.input(0), c.input(1));
        return Unbroadcast.both(c, SelectV2.of(scope, isX, upstream, zero), SelectV2.of(scope, isX, zero, upstream));
    }

    private static void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(a[k], b[k]);
        }
    }

    private static void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(a[k], b[k]);
        }
    }

    private static void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(a[k], b[k]);
        }
    }

    private static void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(a[k], b[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Minimum(), new float[] {1, 5, -3}, new float[] {2, 0, -4})
                        .gives(new float[] {1, 0, -4}),
                Sample.of(new Minimum(), new float[][] {{1}, {4}}, new float[] {2, 3})
                        .gives((Object) new float[][] {{1, 1}, {2, 3}}),
                Sample.rough(new Minimum(), new float[] {Float.NaN, 1, 2, Float.NEGATIVE_INFINITY}, new float[] {
                            1, Float.NaN, 2, 3
                        })
                        .gives(new float[] {Float.NaN, Float.NaN, 2, Float.NEGATIVE_INFINITY}),
                Sample.rough(new Minimum(), Tensor.of(new int[] {1, 200}, DType.UINT8), Tensor.of(100, DType.UINT8))
                        .gives(Tensor.of(new int[] {1, 100}, DType.UINT8)),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new Minimum(), new float[2], new float[3]));
    }
}

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
import dev.lamina.op.kernel.BroadcastKernel;
import dev.lamina.op.kernel.NarrowBlock;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.LogicalOr;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code max(min(t, clip_value_max), clip_value_min)}, so that of bounds in the wrong order the lower one holds; NaN stays NaN.
 *
 * <p>The bounds are scalars or have the shape of {@code t}. The gradient goes to {@code t} where it lies
 * between the bounds or on them, to the bound elsewhere.
 */
@OpDef(
        inputs = {"t: T", "clip_value_min: T", "clip_value_max: T"},
        outputs = "output: T",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}")
public record ClipByValue() implements Op {
    /** Adds a clipping. */
    public static Output of(Scope scope, Operand t, Operand clipValueMin, Operand clipValueMax) {
        return scope.output(new ClipByValue(), t, clipValueMin, clipValueMax);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        for (int i = 1; i < 3; i++) {
            Shape bound = c.shape(i);
            if (bound.hasRank() && bound.rank() > 0) {
                if (!shape.isCompatibleWith(bound)) {
                    throw c.error("clip_value_min and clip_value_max must be either of the same shape as input, or a"
                            + " scalar. input shape: " + shape + ", bound's shape: " + bound);
                }
                shape = shape.merge(bound);
            }
        }
        return List.of(shape);
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT16, BFLOAT16 ->
                BroadcastKernel.of(
                        c,
                        NarrowBlock.of(
                                c,
                                (x, y, from, to) ->
                                        floats((float[]) x[0], (float[]) x[1], (float[]) x[2], (float[]) y, from, to)));
            case FLOAT64 ->
                BroadcastKernel.of(
                        c,
                        (x, y, from, to) ->
                                doubles((double[]) x[0], (double[]) x[1], (double[]) x[2], (double[]) y, from, to));
            case INT32 ->
                BroadcastKernel.of(
                        c, (x, y, from, to) -> ints((int[]) x[0], (int[]) x[1], (int[]) x[2], (int[]) y, from, to));
            case INT64 ->
                BroadcastKernel.of(
                        c,
                        (x, y, from, to) -> longs((long[]) x[0], (long[]) x[1], (long[]) x[2], (long[]) y, from, to));
            case UINT64 -> Widened.ordered(c, this::kernel);
            default -> Widened.of(c, this::kernel);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output upstream = c.upstream(0);
        Output zero = Const.of(scope, 0f, upstream.dtype());
        Output below = Less.of(scope, c.input(0), c.input(1));
        Output above = Greater.of(scope, c.input(0), c.input(2));
        return List.of(
                SelectV2.of(scope, LogicalOr.of(scope, below, above), zero, upstream),
                Unbroadcast.one(c, 1, SelectV2.of(scope, below, upstream, zero)),
                Unbroadcast.one(c, 2, SelectV2.of(scope, above, upstream, zero)));
    }

    private static void floats(float[] x, float[] low, float[] high, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(Math.min(x[k], high[k]), low[k]);
        }
    }

    private static void doubles(double[] x, double[] low, double[] high, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(Math.min(x[k], high[k]), low[k]);
        }
    }

    private static void ints(int[] x, int[] low, int[] high, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(Math.min(x[k], high[k]), low[k]);
        }
    }

    private static void longs(long[] x, long[] low, long[] high, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(Math.min(x[k], high[k]), low[k]);
        }
    }

    static List<Sample> samples() {
        float[] t = {-3, 0.5f, 7};
        return List.of(
                Sample.of(new ClipByValue(), t, -1f, 2f).gives(new float[] {-1, 0.5f, 2}),
                Sample.of(new ClipByValue(), t, new float[] {-4, 1, 0}, 5f).gives(new float[] {-3, 1, 5}),
                Sample.rough(new ClipByValue(), new float[] {Float.NaN, 1, Float.POSITIVE_INFINITY}, 0f, 2f)
                        .gives(new float[] {Float.NaN, 1, 2}),
                Sample.rough(new ClipByValue(), new int[] {-5, 5, 50}, 0, 10).gives(new int[] {0, 5, 10}),
                Sample.rough(new ClipByValue(), new float[] {-5, 5}, new float[] {0, 0}, new float[] {2, -1})
                        .gives(new float[] {0, 0}),
                Sample.rough(new ClipByValue(), new byte[] {-5, 5}, new byte[] {0, 0}, new byte[] {3, 9})
                        .gives(new byte[] {0, 5}),
                Sample.refused(
                        "must be either of the same shape as input, or a scalar",
                        new ClipByValue(),
                        t,
                        new float[2],
                        1f));
    }
}

package dev.lamina.op.math;

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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x * x}. */
@OpDef(
        inputs = "x: T",
        outputs = "y: T",
        attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64, uint8, uint16, uint32, uint64}")
public record Square() implements Op {
    /** Adds a square. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Square(), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return c.sameAsInput();
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.unary(c, Square::floats, Square::doubles, Square::ints, Square::longs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output two = Const.of(scope, 2f, c.input(0).dtype());
        return List.of(Mul.of(scope, c.upstream(0), Mul.of(scope, two, c.input(0))));
    }

    private static void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * x[k];
        }
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * x[k];
        }
    }

    private static void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * x[k];
        }
    }

    private static void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * x[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Square(), new float[] {1, -2, 3}).gives(new float[] {1, 4, 9}),
                Sample.rough(new Square(), new int[] {-5, 65536}).gives(new int[] {25, 0}),
                Sample.rough(new Square(), new float[] {Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN}));
    }
}

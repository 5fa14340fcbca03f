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
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code (x - y)^2}, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double, int32, int64}")
public record SquaredDifference() implements Op {
    /** Adds a squared difference. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new SquaredDifference(), x, y);
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
        return Elementwise.binary(
                c,
                SquaredDifference::floats,
                SquaredDifference::doubles,
                SquaredDifference::ints,
                SquaredDifference::longs);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output two = Const.of(scope, 2f, c.input(0).dtype());
        Output difference = Sub.of(scope, c.input(0), c.input(1));
        Output byX = Mul.of(scope, Mul.of(scope, two, c.upstream(0)), difference);
        return Unbroadcast.both(c, byX, Neg.of(scope, byX));
    }

    private static void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            float difference = a[k] - b[k];
            y[k] = difference * difference;
        }
    }

    private static void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            double difference = a[k] - b[k];
            y[k] = difference * difference;
        }
    }

    private static void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            int difference = a[k] - b[k];
            y[k] = difference * difference;
        }
    }

    private static void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            long difference = a[k] - b[k];
            y[k] = difference * difference;
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new SquaredDifference(), new float[] {1, 5, -3}, new float[] {2, 0, -1})
                        .gives(new float[] {1, 25, 4}),
                Sample.of(new SquaredDifference(), new float[][] {{1}, {4}}, new float[] {2, 3})
                        .gives((Object) new float[][] {{1, 4}, {4, 1}}),
                Sample.rough(new SquaredDifference(), new int[] {1, -7}, 3).gives(new int[] {4, 100}),
                Sample.refused(
                        "Incompatible shapes: [2] vs. [3]", new SquaredDifference(), new float[2], new float[3]));
    }
}

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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x / y}, broadcasting, but 0 where {@code y} is 0, whatever {@code x} is. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {half, float, bfloat16, double}")
public record DivNoNan() implements Op {
    /** Adds a division. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new DivNoNan(), x, y);
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
        return Elementwise.binary(c, DivNoNan::floats, DivNoNan::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output upstream = c.upstream(0);
        Output x = c.input(0);
        Output y = c.input(1);
        Output slope = of(scope, of(scope, Neg.of(scope, x), y), y);
        return Unbroadcast.both(c, of(scope, upstream, y), Mul.of(scope, upstream, slope));
    }

    private static void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] == 0 ? 0 : a[k] / b[k];
        }
    }

    private static void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] == 0 ? 0 : a[k] / b[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new DivNoNan(), new float[] {1, 2, 3}, new float[] {2, -4, 1.5f})
                        .gives(new float[] {0.5f, -0.5f, 2}),
                Sample.of(new DivNoNan(), new float[][] {{1, 2}, {3, 4}}, 2f).gives((Object)
                        new float[][] {{0.5f, 1}, {1.5f, 2}}),
                Sample.rough(new DivNoNan(), new float[] {1, 0, Float.NaN, Float.POSITIVE_INFINITY}, new float[] {
                            0, -0f, 0, 0
                        })
                        .gives(new float[] {0, 0, 0, 0}),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new DivNoNan(), new float[2], new float[3]));
    }
}

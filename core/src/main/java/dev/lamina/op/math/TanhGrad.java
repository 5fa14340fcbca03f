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

/** The gradient of {@link Tanh} from its result {@code y}: {@code dy * (1 - y * y)}. */
@OpDef(
        inputs = {"y: T", "dy: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double}")
public record TanhGrad() implements Op {
    /** Adds the gradient. */
    public static Output of(Scope scope, Operand y, Operand dy) {
        return scope.output(new TanhGrad(), y, dy);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Elementwise.same(c);
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.binary(c, TanhGrad::floats, TanhGrad::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output y = c.input(0);
        Output dy = c.input(1);
        Output upstream = c.upstream(0);
        Output minusTwo = Const.of(scope, -2f, y.dtype());
        Output slope = Mul.of(scope, Mul.of(scope, Mul.of(scope, upstream, minusTwo), dy), y);
        return List.of(slope, of(scope, y, upstream));
    }

    private static void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] * (1 - a[k] * a[k]);
        }
    }

    private static void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] * (1 - a[k] * a[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new TanhGrad(), new float[] {0, 0.5f, -0.5f}, new float[] {1, 2, -4})
                        .gives(new float[] {1, 1.5f, -3}),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new TanhGrad(), new float[2], new float[3]));
    }
}

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
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient of {@link Sqrt} from its result {@code y}: {@code dy * 0.5 / y}. */
@OpDef(
        inputs = {"y: T", "dy: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double}")
public record SqrtGrad() implements Op {
    /** Adds the gradient. */
    public static Output of(Scope scope, Operand y, Operand dy) {
        return scope.output(new SqrtGrad(), y, dy);
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
        return Elementwise.binary(c, SqrtGrad::floats, SqrtGrad::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output y = c.input(0);
        Output upstream = c.upstream(0);
        Output half = Const.of(scope, 0.5f, y.dtype());
        Output ratio = RealDiv.of(scope, upstream, y);
        return List.of(Mul.of(scope, Neg.of(scope, ratio), c.output(0)), Mul.of(scope, half, ratio));
    }

    private static void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] * 0.5f / a[k];
        }
    }

    private static void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] * 0.5 / a[k];
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new SqrtGrad(), new float[] {1, 2, 1.25f}, new float[] {1, 2, -5})
                        .gives(new float[] {0.5f, 0.5f, -2}),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new SqrtGrad(), new float[2], new float[3]));
    }
}

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
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient of {@link Sigmoid} from its result {@code y}: {@code dy * y * (1 - y)}. */
@OpDef(
        inputs = {"y: T", "dy: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double}")
public record SigmoidGrad() implements Op {
    /** Adds the gradient. */
    public static Output of(Scope scope, Operand y, Operand dy) {
        return scope.output(new SigmoidGrad(), y, dy);
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
        return Elementwise.binary(c, SigmoidGrad::floats, SigmoidGrad::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output y = c.input(0);
        Output dy = c.input(1);
        Output upstream = c.upstream(0);
        Output two = Const.of(scope, 2f, y.dtype());
        Output product = Mul.of(scope, upstream, dy);
        Output slope = Sub.of(scope, product, Mul.of(scope, Mul.of(scope, two, product), y));
        return List.of(slope, of(scope, y, upstream));
    }

    private static void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] * a[k] * (1 - a[k]);
        }
    }

    private static void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = b[k] * a[k] * (1 - a[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new SigmoidGrad(), new float[] {0.5f, 0.25f, 0.75f}, new float[] {1, 2, -4})
                        .gives(new float[] {0.25f, 0.375f, -0.75f}),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new SigmoidGrad(), new float[2], new float[3]));
    }
}

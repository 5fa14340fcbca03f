package dev.lamina.op.nn;

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
import dev.lamina.kernel.SoftplusFloat;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code log(e^x + 1)}. */
@OpDef(inputs = "features: T", outputs = "activations: T", attrs = "T: {half, bfloat16, float, double}")
public record Softplus() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Softplus(), features);
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
        return Elementwise.unary(c, Loops.of(SoftplusFloat::run), Softplus::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(SoftplusGrad.of(c.scope(), c.upstream(0), c.input(0)));
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x[k])));
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Softplus(), new float[] {-1, 0, 2})
                        .gives(new float[] {0.3132617f, 0.6931472f, 2.126928f}),
                Sample.of(new Softplus(), new double[] {0, -3})
                        .gives(new double[] {0.6931471805599453, 0.04858735157374196}),
                Sample.rough(new Softplus(), new float[] {100, -100, Float.NaN, Float.POSITIVE_INFINITY})
                        .gives(new float[] {100, 3.8E-44f, Float.NaN, Float.POSITIVE_INFINITY}));
    }
}

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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x / (|x| + 1)}; NaN for an infinite x. */
@OpDef(inputs = "features: T", outputs = "activations: T", attrs = "T: {half, bfloat16, float, double}")
public record Softsign() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Softsign(), features);
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
        return Elementwise.unary(c, Softsign::floats, Softsign::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(SoftsignGrad.of(c.scope(), c.upstream(0), c.input(0)));
    }

    private static void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] / (Math.abs(x[k]) + 1);
        }
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] / (Math.abs(x[k]) + 1);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Softsign(), new float[] {-1, 0.25f, 3}).gives(new float[] {-0.5f, 0.2f, 0.75f}),
                Sample.of(new Softsign(), new double[] {-1, 3}).gives(new double[] {-0.5, 0.75}),
                Sample.rough(new Softsign(), new float[] {0, Float.NaN, Float.POSITIVE_INFINITY})
                        .gives(new float[] {0, Float.NaN, Float.NaN}));
    }
}

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
import dev.lamina.kernel.SigmoidFloat;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logistic function {@code 1 / (1 + e^-x)}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Sigmoid() implements Op {
    /** Adds a logistic function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Sigmoid(), x);
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
        return Elementwise.unary(c, Loops.of(SigmoidFloat::run), Sigmoid::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(SigmoidGrad.of(c.scope(), c.output(0), c.upstream(0)));
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = 1 / (1 + StrictMath.exp(-x[k]));
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sigmoid(), new float[] {0, 1, -2}).gives(new float[] {0.5f, 0.7310586f, 0.11920292f}),
                Sample.rough(new Sigmoid(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {1, 0, Float.NaN}));
    }
}

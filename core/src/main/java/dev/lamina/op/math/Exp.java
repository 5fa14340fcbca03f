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
import dev.lamina.kernel.ExpFloat;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exponential {@code e^x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Exp() implements Op {
    /** Adds an exponential. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Exp(), x);
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
        return Elementwise.unary(c, Loops.of(ExpFloat::run), Exp::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(Mul.of(c.scope(), c.upstream(0), c.output(0)));
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.exp(x[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Exp(), new float[] {0, 1, -1}).gives(new float[] {1, 2.7182817f, 0.36787945f}),
                Sample.rough(
                                new Exp(),
                                new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 100, -200})
                        .gives(new float[] {Float.POSITIVE_INFINITY, 0, Float.NaN, Float.POSITIVE_INFINITY, 0}));
    }
}

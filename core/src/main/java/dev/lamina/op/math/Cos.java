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
import dev.lamina.kernel.CosFloat;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cosine of an angle in radians. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Cos() implements Op {
    /** Adds a cosine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Cos(), x);
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
        return Elementwise.unary(c, Loops.of(CosFloat::run), Cos::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        return List.of(Neg.of(scope, Mul.of(scope, c.upstream(0), Sin.of(scope, c.input(0)))));
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.cos(x[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Cos(), new float[] {0, 1, -2, 100})
                        .gives(new float[] {1, 0.5403023f, -0.41614684f, 0.8623189f}),
                Sample.rough(new Cos(), new float[] {Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NaN, Float.NaN}));
    }
}

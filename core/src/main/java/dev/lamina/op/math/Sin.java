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
import dev.lamina.kernel.SinFloat;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sine of an angle in radians. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Sin() implements Op {
    /** Adds a sine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Sin(), x);
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
        return Elementwise.unary(c, Loops.of(SinFloat::run), Sin::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        return List.of(Mul.of(scope, c.upstream(0), Cos.of(scope, c.input(0))));
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.sin(x[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sin(), new float[] {0, 1, -2, 100})
                        .gives(new float[] {0, 0.84147096f, -0.9092974f, -0.50636566f}),
                Sample.rough(new Sin(), new float[] {Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NaN, Float.NaN}));
    }
}

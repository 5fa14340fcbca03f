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
import dev.lamina.kernel.Expm1Float;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code e^x - 1}, exact near 0. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Expm1() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Expm1(), x);
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
        return Elementwise.unary(c, Loops.of(Expm1Float::run), Expm1::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        return List.of(Mul.of(scope, c.upstream(0), Exp.of(scope, c.input(0))));
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.expm1(x[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Expm1(), new float[] {0, 1, -1, 1e-6f})
                        .gives(new float[] {0, 1.7182819f, -0.63212055f, 1.0000005e-6f}),
                Sample.rough(new Expm1(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, -1, Float.NaN}));
    }
}

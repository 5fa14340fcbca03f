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
import dev.lamina.kernel.TanFloat;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tangent of an angle in radians. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Tan() implements Op {
    /** Adds a tangent. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Tan(), x);
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
        return Elementwise.unary(c, Loops.of(TanFloat::run), Tan::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output secant = Reciprocal.of(scope, Cos.of(scope, c.input(0)));
        return List.of(Mul.of(scope, c.upstream(0), Square.of(scope, secant)));
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.tan(x[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Tan(), new float[] {0, 0.5f, -0.25f}).gives(new float[] {0, 0.5463025f, -0.25534192f}),
                Sample.rough(new Tan(), new float[] {Float.POSITIVE_INFINITY, Float.NaN, 1})
                        .gives(new float[] {Float.NaN, Float.NaN, 1.5574077f}));
    }
}

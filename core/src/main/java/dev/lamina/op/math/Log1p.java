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
import dev.lamina.kernel.Log1pFloat;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code log(1 + x)}, exact near 0; negative infinity at -1, NaN below. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Log1p() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Log1p(), x);
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
        return Elementwise.unary(c, Loops.of(Log1pFloat::run), Log1p::doubles);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output one = Const.of(scope, 1f, c.input(0).dtype());
        return List.of(Mul.of(scope, c.upstream(0), Reciprocal.of(scope, AddV2.of(scope, one, c.input(0)))));
    }

    private static void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.log1p(x[k]);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Log1p(), new float[] {0, 1, 9, 1e-6f})
                        .gives(new float[] {0, 0.6931472f, 2.3025851f, 9.999995e-7f}),
                Sample.rough(new Log1p(), new float[] {-1, -2, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.NEGATIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN}));
    }
}

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
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.math.Abs;
import dev.lamina.op.math.Sign;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient of {@link Softsign}: {@code g / (|x| + 1)^2}. */
@OpDef(
        inputs = {"gradients: T", "features: T"},
        outputs = "backprops: T",
        attrs = "T: {half, bfloat16, float, double}")
public record SoftsignGrad() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand gradients, Operand features) {
        return scope.output(new SoftsignGrad(), gradients, features);
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
        return Elementwise.binary(c, SoftsignGrad::floats, SoftsignGrad::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(1);
        Output size = Add.of(scope, Abs.of(scope, x), Const.of(scope, 1f, x.dtype()));
        Output slope = RealDiv.of(scope, Sign.of(scope, x), size);
        Output product = Mul.of(scope, of(scope, c.upstream(0), x), c.input(0));
        Output twice = Mul.of(scope, Const.of(scope, -2f, x.dtype()), product);
        return List.of(of(scope, c.upstream(0), x), Mul.of(scope, twice, slope));
    }

    private static void floats(float[] g, float[] f, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = g[k] / ((Math.abs(f[k]) + 1) * (Math.abs(f[k]) + 1));
        }
    }

    private static void doubles(double[] g, double[] f, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = g[k] / ((Math.abs(f[k]) + 1) * (Math.abs(f[k]) + 1));
        }
    }

    static List<Sample> samples() {
        float[] g = {1, 2, 4};
        return List.of(
                Sample.of(new SoftsignGrad(), g, new float[] {-1, 3, 1}).gives(new float[] {0.25f, 0.125f, 1}),
                Sample.of(new SoftsignGrad(), new double[] {4}, new double[] {-1})
                        .gives(new double[] {1}),
                Sample.rough(new SoftsignGrad(), g, new float[] {0, Float.NaN, Float.POSITIVE_INFINITY})
                        .gives(new float[] {1, Float.NaN, 0}),
                Sample.refused("Incompatible shapes: ", new SoftsignGrad(), g, new float[2]));
    }
}

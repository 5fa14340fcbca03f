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
import dev.lamina.kernel.EluFloat;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.Select;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gradient of {@link Elu} from its outputs: {@code g} from 0 on, below {@code g * (y + 1)}. */
@OpDef(
        inputs = {"gradients: T", "outputs: T"},
        outputs = "backprops: T",
        attrs = "T: {half, bfloat16, float, double}")
public record EluGrad() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand gradients, Operand outputs) {
        return scope.output(new EluGrad(), gradients, outputs);
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
        return Elementwise.binary(c, EluGrad::floats, EluGrad::doubles, null, null);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output outputs = c.input(1);
        Output below = Less.of(scope, outputs, ZerosLike.of(scope, outputs));
        Output product = Mul.of(scope, c.upstream(0), c.input(0));
        return List.of(
                of(scope, c.upstream(0), outputs), Select.of(scope, below, product, ZerosLike.of(scope, product)));
    }

    private static void floats(float[] g, float[] f, float[] y, int from, int to) {
        EluFloat.gradient(g, f, 1, 1, y, from, to);
    }

    private static void doubles(double[] g, double[] f, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = f[k] < 0 ? g[k] * (f[k] + 1) : g[k];
        }
    }

    static List<Sample> samples() {
        float[] g = {1, 2, 4};
        return List.of(
                Sample.of(new EluGrad(), g, new float[] {-0.5f, 1, -0.25f}).gives(new float[] {0.5f, 2, 3}),
                Sample.of(new EluGrad(), new double[] {2}, new double[] {-0.5}).gives(new double[] {1}),
                Sample.rough(new EluGrad(), g, new float[] {0, Float.NaN, -1}).gives(new float[] {1, 2, 0}),
                Sample.refused("Incompatible shapes: ", new EluGrad(), g, new float[2]));
    }
}

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

/**
 * The gradient of {@link Selu} from its outputs: {@code g * scale} from 0 on, below {@code g * (y + scale * alpha)}.
 */
@OpDef(
        inputs = {"gradients: T", "outputs: T"},
        outputs = "backprops: T",
        attrs = "T: {half, bfloat16, float, double}")
public record SeluGrad() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand gradients, Operand outputs) {
        return scope.output(new SeluGrad(), gradients, outputs);
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
        return Elementwise.binary(c, SeluGrad::floats, SeluGrad::doubles, null, null);
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
        EluFloat.gradient(g, f, (float) Selu.SCALE_ALPHA, (float) Selu.SCALE, y, from, to);
    }

    private static void doubles(double[] g, double[] f, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = f[k] < 0 ? g[k] * (f[k] + Selu.SCALE_ALPHA) : g[k] * Selu.SCALE;
        }
    }

    static List<Sample> samples() {
        float[] g = {1, 2, 4};
        return List.of(
                Sample.of(new SeluGrad(), g, new float[] {-0.5f, 1, -1})
                        .gives(new float[] {1.2580993f, 2.101402f, 3.0323975f}),
                Sample.rough(new SeluGrad(), g, new float[] {0, 0, 0})
                        .gives(new float[] {1.050701f, 2.101402f, 4.202804f}),
                Sample.refused("Incompatible shapes: ", new SeluGrad(), g, new float[2]));
    }
}

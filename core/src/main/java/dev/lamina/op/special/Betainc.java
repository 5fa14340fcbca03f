package dev.lamina.op.special;

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
import dev.lamina.kernel.elementary.IncompleteBetaDouble;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.arithmetic.Xlog1py;
import dev.lamina.op.arithmetic.Xlogy;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Unbroadcast;
import dev.lamina.op.math.Exp;
import dev.lamina.op.math.Lgamma;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The regularized incomplete beta function, the integral of {@code t^(a-1) (1-t)^(b-1)} from 0 to x by that to 1: NaN unless a and b are
 * above 0 and x is in [0, 1]. The operands have one shape, or are scalars. No gradient flows by a and b.
 */
@OpDef(
        inputs = {"a: T", "b: T", "x: T"},
        outputs = "z: T",
        attrs = "T: {float, double}")
public record Betainc() implements Op {
    /** Adds a function. */
    public static Output of(Scope scope, Operand a, Operand b, Operand x) {
        return scope.output(new Betainc(), a, b, x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = Shape.scalar();
        boolean isKnown = true;
        for (int i = 0; i < 3; i++) {
            Shape own = c.shape(i);
            if (!own.hasRank()) {
                isKnown = false;
            } else if (own.rank() > 0) {
                if (shape.rank() > 0 && !shape.isCompatibleWith(own)) {
                    throw c.error("Shapes of a, b and x are inconsistent: " + shape + " vs. " + own);
                }
                shape = shape.rank() > 0 ? shape.merge(own) : own;
            }
        }
        return List.of(isKnown || shape.rank() > 0 ? shape : Shape.unknown());
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Elementwise.inDoubles(
                c,
                (x, z, from, to) -> doubles((double[]) x[0], (double[]) x[1], (double[]) x[2], (double[]) z, from, to));
    }

    private static void doubles(double[] a, double[] b, double[] x, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = IncompleteBetaDouble.apply(a[k], b[k], x[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output a = c.input(0);
        Output b = c.input(1);
        Output x = c.input(2);
        Output one = Const.of(scope, 1f, x.dtype());
        Output powers = Add.of(
                scope,
                Xlog1py.of(scope, Sub.of(scope, b, one), Neg.of(scope, x)),
                Xlogy.of(scope, Sub.of(scope, a, one), x));
        Output beta = Sub.of(
                scope, Add.of(scope, Lgamma.of(scope, a), Lgamma.of(scope, b)), Lgamma.of(scope, Add.of(scope, a, b)));
        Output slope = Exp.of(scope, Sub.of(scope, powers, beta));
        return Arrays.asList(null, null, Unbroadcast.one(c, 2, Mul.of(scope, c.upstream(0), slope)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                                new Betainc(),
                                new float[] {0.5f, 3.0f, 2.5f, 10.0f},
                                new float[] {2.0f, 2.0f, 6.0f, 1.0f},
                                new float[] {0.25f, 0.5f, 0.75f, 0.875f})
                        .gives((Object) new float[] {0.6875f, 0.3125f, 0.9975053f, 0.2630756f}),
                Sample.rough(
                                new Betainc(),
                                new double[] {0.5, 3.0, 40.0, 200.0},
                                new double[] {0.75, 2.0, 60.0, 100.0},
                                new double[] {0.25, 0.5, 0.375, 0.6875})
                        .gives((Object)
                                new double[] {0.42695260991120054, 0.3125, 0.3087821967608015, 0.7762778738995094}),
                Sample.rough(new Betainc(), 2f, new float[] {3, 1}, 0.5f).gives((Object) new float[] {0.6875f, 0.25f}),
                Sample.rough(new Betainc(), new float[] {1, 1, 0, 1, Float.NaN}, 1f, new float[] {0, 1, 0.5f, 2, 0.5f})
                        .gives((Object) new float[] {0, 1, Float.NaN, Float.NaN, Float.NaN}),
                Sample.rough(new Betainc(), Tensor.zeros(DType.FLOAT32, Shape.of(1, 0)), 1f, 0.5f)
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(1, 0))),
                Sample.refused("inconsistent: [2] vs. [3]", new Betainc(), new float[2], new float[3], 0.5f),
                Sample.refused("inconsistent: [1] vs. [3]", new Betainc(), new float[1], 1f, new float[3]));
    }
}

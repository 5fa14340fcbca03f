package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.IncompleteGammaDouble;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.arithmetic.Xlogy;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Exp;
import dev.lamina.op.math.Lgamma;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The regularized lower incomplete gamma function P(a, x), the integral of {@code t^(a-1) e^-t} from 0 to x by Γ(a), broadcasting: NaN unless {@code a > 0} and {@code x >= 0}. */
@OpDef(
        inputs = {"a: T", "x: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double}")
public record Igamma() implements BinaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand a, Operand x) {
        return scope.output(new Igamma(), a, x);
    }

    @Override
    public void doubles(double[] a, double[] x, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = IncompleteGammaDouble.lower(a[k], x[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output a, Output x, Output z, Output dz) {
        return List.of(Mul.of(scope, dz, IgammaGradA.of(scope, a, x)), Mul.of(scope, dz, density(scope, a, x)));
    }

    /** The derivative by x, {@code x^(a-1) e^-x} by Γ(a). */
    static Output density(Scope scope, Output a, Output x) {
        Output one = Const.of(scope, 1f, x.dtype());
        Output power = Sub.of(scope, Xlogy.of(scope, Sub.of(scope, a, one), x), x);
        return Exp.of(scope, Sub.of(scope, power, Lgamma.of(scope, a)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Igamma(), new float[] {0.5f, 3f, 2.5f, 10f}, new float[] {0.25f, 2f, 6f, 11f})
                        .gives(new float[] {0.5204999f, 0.32332358f, 0.9652122f, 0.65948933f}),
                Sample.of(new Igamma(), new double[] {0.5, 3.0, 40.0, 200.0}, new double[] {0.25, 2.0, 30.0, 230.0})
                        .gives(new double[] {
                            0.5204998778130465, 0.32332358381693654, 0.046253037645842036, 0.9796688566711638
                        }),
                Sample.rough(new Igamma(), new float[] {1, 2, -1, 2, Float.NaN}, new float[] {
                            0, Float.POSITIVE_INFINITY, 1, -1, 1
                        })
                        .gives(new float[] {0, 1, Float.NaN, Float.NaN, Float.NaN}),
                Sample.rough(new Igamma(), new double[][] {{1}, {2}}, new double[] {1, 2})
                        .gives((Object) new double[][] {
                            {0.6321205588285577, 0.8646647167633873}, {0.26424111765711533, 0.5939941502901619}
                        }));
    }
}

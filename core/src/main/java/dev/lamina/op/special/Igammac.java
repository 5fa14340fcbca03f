package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.IncompleteGammaDouble;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.math.Neg;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The regularized upper incomplete gamma function Q(a, x), the integral of {@code t^(a-1) e^-t} from x on by Γ(a), broadcasting: NaN unless {@code a > 0} and {@code x >= 0}. */
@OpDef(
        inputs = {"a: T", "x: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double}")
public record Igammac() implements BinaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand a, Operand x) {
        return scope.output(new Igammac(), a, x);
    }

    @Override
    public void doubles(double[] a, double[] x, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = IncompleteGammaDouble.upper(a[k], x[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output a, Output x, Output z, Output dz) {
        Output minus = Neg.of(scope, dz);
        return List.of(
                Mul.of(scope, minus, IgammaGradA.of(scope, a, x)), Mul.of(scope, minus, Igamma.density(scope, a, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Igammac(), new float[] {0.5f, 3f, 2.5f, 10f}, new float[] {0.25f, 2f, 6f, 11f})
                        .gives(new float[] {0.47950011f, 0.6766764f, 0.03478778f, 0.34051064f}),
                Sample.of(new Igammac(), new double[] {0.5, 3.0, 40.0, 200.0}, new double[] {0.25, 2.0, 30.0, 230.0})
                        .gives(new double[] {
                            0.4795001221869535, 0.6766764161830635, 0.953746962354158, 0.020331143328836235
                        }),
                Sample.rough(new Igammac(), new float[] {1, 2, -1, 2, Float.NaN}, new float[] {
                            0, Float.POSITIVE_INFINITY, 1, -1, 1
                        })
                        .gives(new float[] {1, 0, Float.NaN, Float.NaN, Float.NaN}));
    }
}

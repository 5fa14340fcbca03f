package dev.lamina.op.arithmetic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ZetaDouble;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Neg;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hurwitz's zeta function, the sum of {@code (q + n)^-x} for n = 0, 1, 2, …, broadcasting: infinite for {@code x = 1}, NaN below. No gradient flows by {@code x}. */
@OpDef(
        inputs = {"x: T", "q: T"},
        outputs = "z: T",
        attrs = "T: {float, double}")
public record Zeta() implements BinaryOp.OfDoubles {
    /** Adds a zeta function. */
    public static Output of(Scope scope, Operand x, Operand q) {
        return scope.output(new Zeta(), x, q);
    }

    @Override
    public void doubles(double[] x, double[] q, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = ZetaDouble.apply(x[k], q[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output q, Output z, Output dz) {
        Output one = Const.of(scope, 1f, x.dtype());
        Output slope = Mul.of(scope, Neg.of(scope, x), Zeta.of(scope, AddV2.of(scope, x, one), q));
        return Arrays.asList(null, Mul.of(scope, dz, slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Zeta(), new float[] {2, 3, 1.5f}, new float[] {1, 2.5f, 0.5f})
                        .gives(new float[] {1.644934f, 0.11810203f, 4.776538f}),
                Sample.rough(new Zeta(), new double[][] {{2}, {3}}, new double[] {1, 2.5})
                        .gives((Object) new double[][] {
                            {1.6449340668482264, 0.49035775610023485}, {1.2020569031595942, 0.1181020258208637}
                        }),
                Sample.rough(new Zeta(), new float[] {1, 0.5f, 2, Float.NaN}, new float[] {2, 2, 0, 1})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN}));
    }
}

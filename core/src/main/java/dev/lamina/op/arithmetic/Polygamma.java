package dev.lamina.op.arithmetic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.GammaDouble;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Digamma;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The derivative {@code a} of {@link Digamma} at {@code x}, broadcasting: NaN unless {@code a} is an integer from 0 on. No gradient flows by {@code a}. */
@OpDef(
        inputs = {"a: T", "x: T"},
        outputs = "z: T",
        attrs = "T: {float, double}")
public record Polygamma() implements BinaryOp.OfDoubles {
    /** Adds a polygamma function. */
    public static Output of(Scope scope, Operand a, Operand x) {
        return scope.output(new Polygamma(), a, x);
    }

    @Override
    public void doubles(double[] a, double[] x, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = GammaDouble.polygamma(a[k], x[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output a, Output x, Output z, Output dz) {
        Output one = Const.of(scope, 1f, x.dtype());
        return Arrays.asList(null, Mul.of(scope, dz, Polygamma.of(scope, AddV2.of(scope, a, one), x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Polygamma(), new float[] {1, 2, 0}, new float[] {1, 2.5f, 4})
                        .gives(new float[] {1.644934f, -0.23620406f, 1.2561177f}),
                Sample.rough(new Polygamma(), new double[][] {{1}, {2}}, new double[] {1, 2.5})
                        .gives((Object) new double[][] {
                            {1.6449340668482264, 0.49035775610023485}, {-2.4041138063191885, -0.2362040516417274}
                        }),
                Sample.rough(new Polygamma(), new float[] {0.5f, -1, 1}, new float[] {1, 2, Float.NaN})
                        .gives(new float[] {Float.NaN, Float.NaN, Float.NaN}));
    }
}

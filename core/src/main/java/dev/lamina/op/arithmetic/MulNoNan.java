package dev.lamina.op.arithmetic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x * y}, and 0 where {@code y} is 0, also if {@code x} is infinite or NaN; broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double}")
public record MulNoNan() implements BinaryOp.OfDoubles {
    /** Adds a product. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new MulNoNan(), x, y);
    }

    @Override
    public void doubles(double[] x, double[] y, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = y[k] == 0 ? 0 : x[k] * y[k];
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return List.of(MulNoNan.of(scope, dz, y), MulNoNan.of(scope, x, dz));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new MulNoNan(), new float[] {1, 2, -1}, new float[] {2, -4, 0.5f})
                        .gives(new float[] {2, -8, -0.5f}),
                Sample.of(new MulNoNan(), new double[][] {{1}, {2}}, new double[] {2, -4})
                        .gives((Object) new double[][] {{2, -4}, {4, -8}}),
                Sample.rough(new MulNoNan(), new float[] {Float.POSITIVE_INFINITY, Float.NaN, 0}, new float[] {
                            0, 0, Float.POSITIVE_INFINITY
                        })
                        .gives(new float[] {0, 0, Float.NaN}));
    }
}

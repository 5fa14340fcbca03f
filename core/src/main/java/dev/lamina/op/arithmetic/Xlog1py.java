package dev.lamina.op.arithmetic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.NotEqual;
import dev.lamina.op.logic.SelectV2;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x * log(1 + y)}, exact for small {@code y}, and 0 where {@code x} is 0, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {half, bfloat16, float, double}")
public record Xlog1py() implements BinaryOp.OfDoubles {
    /** Adds a product. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Xlog1py(), x, y);
    }

    @Override
    public void doubles(double[] x, double[] y, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = x[k] == 0 ? 0 : x[k] * StrictMath.log1p(y[k]);
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        Output zero = Const.of(scope, 0f, x.dtype());
        Output one = Const.of(scope, 1f, x.dtype());
        Output isThere = SelectV2.of(scope, NotEqual.of(scope, x, zero), one, zero);
        Output slope = Xdivy.of(scope, x, AddV2.of(scope, y, one));
        return List.of(Mul.of(scope, dz, Xlog1py.of(scope, isThere, y)), Mul.of(scope, dz, slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Xlog1py(), new float[] {1, 2, -1}, new float[] {2, 4, -0.5f})
                        .gives(new float[] {1.0986123f, 3.218876f, 0.6931472f}),
                Sample.of(new Xlog1py(), new double[][] {{1}, {2}}, new double[] {2, 4})
                        .gives((Object) new double[][] {
                            {1.0986122886681098, 1.6094379124341003}, {2.1972245773362196, 3.2188758248682006}
                        }),
                Sample.rough(new Xlog1py(), new float[] {0, 0, 1, 1}, new float[] {-1, Float.NaN, -1, -2})
                        .gives(new float[] {0, 0, Float.NEGATIVE_INFINITY, Float.NaN}));
    }
}

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
import dev.lamina.op.math.Neg;
import dev.lamina.op.math.Square;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x / y}, and 0 where {@code x} is 0, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {half, bfloat16, float, double}")
public record Xdivy() implements BinaryOp.OfDoubles {
    /** Adds a division. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Xdivy(), x, y);
    }

    @Override
    public void doubles(double[] x, double[] y, double[] z, int from, int to) {
        for (int k = from; k < to; k++) {
            z[k] = x[k] == 0 ? 0 : x[k] / y[k];
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        Output zero = Const.of(scope, 0f, x.dtype());
        Output one = Const.of(scope, 1f, x.dtype());
        Output isThere = SelectV2.of(scope, NotEqual.of(scope, x, zero), one, zero);
        Output slope = Xdivy.of(scope, Neg.of(scope, x), Square.of(scope, y));
        return List.of(Mul.of(scope, dz, Xdivy.of(scope, isThere, y)), Mul.of(scope, dz, slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Xdivy(), new float[] {1, 2, -1}, new float[] {2, -4, 0.5f})
                        .gives(new float[] {0.5f, -0.5f, -2}),
                Sample.of(new Xdivy(), new double[][] {{1}, {2}}, new double[] {2, -4})
                        .gives((Object) new double[][] {{0.5, -0.25}, {1, -0.5}}),
                Sample.rough(new Xdivy(), new float[] {0, 0, 1}, new float[] {0, Float.NaN, 0})
                        .gives(new float[] {0, 0, Float.POSITIVE_INFINITY}));
    }
}

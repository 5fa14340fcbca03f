package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;

/** The angle in radians, from -π/2 to π/2, whose tangent is {@code x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Atan() implements UnaryOp.OfDoubles {
    /** Adds an arc tangent. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Atan(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.atan(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output one = Const.of(scope, 1f, x.dtype());
        return Mul.of(scope, dy, Reciprocal.of(scope, AddV2.of(scope, one, Square.of(scope, x))));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Atan(), new float[] {0, 0.5f, -3}).gives(new float[] {0, 0.4636476f, -1.2490457f}),
                Sample.of(new Atan(), new double[] {0, 0.5}).gives(new double[] {0, 0.4636476090008061}),
                Sample.rough(new Atan(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {1.5707964f, -1.5707964f, Float.NaN}),
                Sample.refused("is not defined for type int32", new Atan(), new int[] {1}));
    }
}

package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import java.util.List;

/** The angle in radians, from 0 to π, whose cosine is {@code x}; NaN beyond -1 and 1. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Acos() implements UnaryOp.OfDoubles {
    /** Adds an arc cosine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Acos(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.acos(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output one = Const.of(scope, 1f, x.dtype());
        Output slope = Reciprocal.of(scope, Sqrt.of(scope, Sub.of(scope, one, Square.of(scope, x))));
        return Mul.of(scope, Neg.of(scope, dy), slope);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Acos(), new float[] {0, 0.5f, -0.25f})
                        .gives(new float[] {1.5707964f, 1.0471976f, 1.8234766f}),
                Sample.of(new Acos(), new double[] {0, 0.5})
                        .gives(new double[] {1.5707963267948966, 1.0471975511965979}),
                Sample.rough(new Acos(), new float[] {1, -1, 1.5f, Float.NaN})
                        .gives(new float[] {0, 3.1415927f, Float.NaN, Float.NaN}),
                Sample.refused("is not defined for type int32", new Acos(), new int[] {1}));
    }
}

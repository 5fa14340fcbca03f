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

/** The angle in radians, from -π/2 to π/2, whose sine is {@code x}; NaN beyond -1 and 1. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, int8, int16, int32, int64}")
public record Asin() implements UnaryOp.OfDoubles {
    /** Adds an arc sine. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Asin(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.asin(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output one = Const.of(scope, 1f, x.dtype());
        return Mul.of(scope, dy, Reciprocal.of(scope, Sqrt.of(scope, Sub.of(scope, one, Square.of(scope, x)))));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Asin(), new float[] {0, 0.5f, -0.25f}).gives(new float[] {0, 0.5235988f, -0.25268024f}),
                Sample.of(new Asin(), new double[] {0, 0.5}).gives(new double[] {0, 0.5235987755982989}),
                Sample.rough(new Asin(), new float[] {1, 1.5f, Float.NaN})
                        .gives(new float[] {1.5707964f, Float.NaN, Float.NaN}),
                Sample.refused("is not defined for type int32", new Asin(), new int[] {1}));
    }
}

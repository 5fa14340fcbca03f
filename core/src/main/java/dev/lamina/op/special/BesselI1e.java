package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ModifiedBesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.SelectV2;
import dev.lamina.op.math.Reciprocal;
import dev.lamina.op.math.Sign;
import java.util.List;

/** {@link BesselI1} times {@code e^-|x|}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselI1e() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselI1e(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ModifiedBesselDouble.i1(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output slope = Sub.of(
                scope,
                BesselI0e.of(scope, x),
                Mul.of(scope, y, AddV2.of(scope, Sign.of(scope, x), Reciprocal.of(scope, x))));
        Output isZero = Equal.of(scope, x, ZerosLike.of(scope, x));
        return Mul.of(scope, dy, SelectV2.of(scope, isZero, Const.of(scope, 0.5f, x.dtype()), slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselI1e(), new float[] {0.25f, -2.5f, 7.0f})
                        .gives(new float[] {0.09811263f, -0.20658465f, 0.14228924f}),
                Sample.of(new BesselI1e(), new double[] {0.25, -2.5, 7.0})
                        .gives(new double[] {0.09811262869736824, -0.20658464953126657, 0.14228923470959867}),
                Sample.rough(new BesselI1e(), new float[] {0, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, 0, Float.NaN}));
    }
}

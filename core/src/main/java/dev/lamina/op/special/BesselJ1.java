package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.BesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.SelectV2;
import java.util.List;

/** The Bessel function of the first kind of order 1, odd. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselJ1() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselJ1(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = BesselDouble.j1(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output slope = Sub.of(scope, BesselJ0.of(scope, x), RealDiv.of(scope, y, x));
        Output isZero = Equal.of(scope, x, ZerosLike.of(scope, x));
        return Mul.of(scope, dy, SelectV2.of(scope, isZero, Const.of(scope, 0.5f, x.dtype()), slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselJ1(), new float[] {0.25f, -2.5f, 7.0f})
                        .gives(new float[] {0.12402598f, -0.4970941f, -0.0046828235f}),
                Sample.of(new BesselJ1(), new double[] {0.25, -2.5, 7.0})
                        .gives(new double[] {0.12402597732272692, -0.49709410246427405, -0.004682823482345833}),
                Sample.rough(new BesselJ1(), new float[] {0, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, 0, Float.NaN}));
    }
}

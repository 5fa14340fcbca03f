package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ModifiedBesselDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.SelectV2;
import java.util.List;

/** The modified Bessel function of the first kind of order 1, odd. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record BesselI1() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new BesselI1(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ModifiedBesselDouble.unscaledI1(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output slope = Sub.of(scope, BesselI0.of(scope, x), RealDiv.of(scope, y, x));
        Output isZero = Equal.of(scope, x, ZerosLike.of(scope, x));
        return Mul.of(scope, dy, SelectV2.of(scope, isZero, Const.of(scope, 0.5f, x.dtype()), slope));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BesselI1(), new float[] {0.25f, -2.5f, 4.0f})
                        .gives(new float[] {0.12597911f, -2.5167162f, 9.759465f}),
                Sample.of(new BesselI1(), new double[] {0.25, -2.5, 4.0})
                        .gives(new double[] {0.12597910894546793, -2.5167162452886984, 9.75946515370445}),
                Sample.rough(new BesselI1(), new float[] {0, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, Float.POSITIVE_INFINITY, Float.NaN}));
    }
}

package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ErfDouble;
import dev.lamina.kernel.elementary.ErfFloat;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;

/** The error function {@code 2 / sqrt(pi)} times the integral of {@code e^(-t^2)} from 0 to {@code x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Erf() implements UnaryOp.OfFloats {
    /** Adds an error function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Erf(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        ErfFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        ErfDouble.run(x, from, y, from, to - from);
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output factor = Const.of(scope, 2 / StrictMath.sqrt(Math.PI), x.dtype());
        Output slope = Mul.of(scope, factor, Exp.of(scope, Neg.of(scope, Square.of(scope, x))));
        return Mul.of(scope, dy, slope);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Erf(), new float[] {0, 0.5f, -1}).gives(new float[] {0, 0.5204999f, -0.8427008f}),
                Sample.of(new Erf(), new double[] {0.5, 1, -2.5})
                        .gives(new double[] {0.5204998778130465, 0.8427007929497149, -0.9995930479825550}),
                Sample.rough(new Erf(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {1, -1, Float.NaN}));
    }
}

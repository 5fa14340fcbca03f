package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ErfDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import java.util.List;

/** The complement of the error function, {@code 1 - erf x}, exact also where that is tiny. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Erfc() implements UnaryOp.OfDoubles {
    /** Adds a complement. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Erfc(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = ErfDouble.complement(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output factor = Const.of(scope, -2 / StrictMath.sqrt(Math.PI), x.dtype());
        return Mul.of(scope, dy, Mul.of(scope, factor, Exp.of(scope, Neg.of(scope, Square.of(scope, x)))));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Erfc(), new float[] {0, 0.5f, -1, 2})
                        .gives(new float[] {1, 0.47950011f, 1.8427008f, 0.004677735f}),
                Sample.of(new Erfc(), new double[] {0, 0.5}).gives(new double[] {1, 0.4795001221869535}),
                Sample.rough(new Erfc(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 5, Float.NaN})
                        .gives(new float[] {0, 2, 1.5374598e-12f, Float.NaN}));
    }
}

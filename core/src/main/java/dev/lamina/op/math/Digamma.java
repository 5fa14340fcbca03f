package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.GammaDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Polygamma;
import dev.lamina.op.flow.Const;
import java.util.List;

/** The derivative of {@link Lgamma}: NaN at the negative integers. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Digamma() implements UnaryOp.OfDoubles {
    /** Adds a digamma function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Digamma(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = GammaDouble.digamma(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output one = Const.of(scope, 1f, x.dtype());
        return Mul.of(scope, dy, Polygamma.of(scope, one, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Digamma(), new float[] {1.5f, 4, 20.25f})
                        .gives(new float[] {0.036489975f, 1.2561177f, 2.9832602f}),
                Sample.of(new Digamma(), new double[] {1.5, 4})
                        .gives(new double[] {0.03648997397857652, 1.2561176684318005}),
                Sample.rough(new Digamma(), new float[] {0.5f, -1.5f, -3, Float.NaN})
                        .gives(new float[] {-1.96351f, 0.70315665f, Float.NaN, Float.NaN}));
    }
}

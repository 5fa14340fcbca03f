package dev.lamina.op.special;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.FresnelDouble;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Cos;
import dev.lamina.op.math.Square;
import java.util.List;

/** Fresnel's integral of the cosine of {@code pi t^2 / 2} from 0 to x, odd. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record FresnelCos() implements UnaryOp.OfDoubles {
    /** Adds a function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new FresnelCos(), x);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = FresnelDouble.cosine(x[k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output angle = Mul.of(scope, Const.of(scope, Math.PI / 2, x.dtype()), Square.of(scope, x));
        return Mul.of(scope, dy, Cos.of(scope, angle));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new FresnelCos(), new float[] {0.25f, -1.25f, 1.75f})
                        .gives(new float[] {0.24975915f, -0.6800907f, 0.32193506f}),
                Sample.of(new FresnelCos(), new double[] {0.25, -1.25, 1.75})
                        .gives(new double[] {0.2497591503565432, -0.6800907410754551, 0.3219350461495379}),
                Sample.rough(new FresnelCos(), new float[] {0, Float.POSITIVE_INFINITY, Float.NaN})
                        .gives(new float[] {0, 0.5f, Float.NaN}));
    }
}

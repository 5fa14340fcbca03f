package dev.lamina.examples.swish;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Sigmoid;
import java.util.List;

/**
 * {@code x * sigmoid(beta * x)} (Ramachandran, Zoph and Le, Searching for Activation Functions, 2017).
 *
 * @param beta how soon it becomes a ReLU
 */
@OpDef(
        inputs = "x: T",
        outputs = "y: T",
        attrs = {"beta: float = 1.0", "T: {half, bfloat16, float, double}"})
public record Swish(float beta) implements UnaryOp.OfFloats {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand x, float beta) {
        return scope.output(new Swish(beta), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (float) (x[k] / (1 + StrictMath.exp(-beta * x[k])));
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] / (1 + StrictMath.exp(-beta * x[k]));
        }
    }

    /** With s the sigmoid: {@code s + beta * y * (1 - s)}. */
    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output factor = Const.of(scope, beta, x.dtype());
        Output s = Sigmoid.of(scope, Mul.of(scope, factor, x));
        Output rest = Sub.of(scope, Const.of(scope, 1f, x.dtype()), s);
        return Mul.of(scope, dy, AddV2.of(scope, s, Mul.of(scope, Mul.of(scope, factor, y), rest)));
    }

    /** Where the contract tries it. */
    public static List<Sample> samples() {
        return List.of(
                Sample.of(new Swish(1), new float[] {0, 1, -2}).gives(new float[] {0, 0.7310586f, -0.23840584f}),
                Sample.of(new Swish(2), new double[] {0.5, -1}).gives(new double[] {0.365529289, -0.119202922}),
                Sample.rough(new Swish(1), new float[] {Float.NaN, Float.POSITIVE_INFINITY})
                        .gives(new float[] {Float.NaN, Float.POSITIVE_INFINITY}));
    }
}

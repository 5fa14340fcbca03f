package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.SigmoidFloat;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.flow.Const;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The logistic function {@code 1 / (1 + e^-x)}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double}")
public record Sigmoid() implements UnaryOp.OfFloats {
    /** Adds a logistic function. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Sigmoid(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        SigmoidFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = 1 / (1 + StrictMath.exp(-x[k]));
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return SigmoidGrad.of(scope, y, dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sigmoid(), new float[] {0, 1, -2}).gives(new float[] {0.5f, 0.7310586f, 0.11920292f}),
                Sample.rough(new Sigmoid(), new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {1, 0, Float.NaN}));
    }

    /** The gradient of {@link Sigmoid} from its result {@code y}: {@code dy * y * (1 - y)}. */
    @OpDef(
            inputs = {"y: T", "dy: T"},
            outputs = "z: T",
            attrs = "T: {bfloat16, half, float, double}")
    public record SigmoidGrad() implements BinaryOp.OfFloats, BinaryOp.OfOneShape {
        /** Adds the gradient. */
        public static Output of(Scope scope, Operand y, Operand dy) {
            return scope.output(new SigmoidGrad(), y, dy);
        }

        @Override
        public void floats(float[] a, float[] b, float[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = b[k] * a[k] * (1 - a[k]);
            }
        }

        @Override
        public void doubles(double[] a, double[] b, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = b[k] * a[k] * (1 - a[k]);
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output y, Output dy, Output z, Output dz) {
            Output two = Const.of(scope, 2f, y.dtype());
            Output product = Mul.of(scope, dz, dy);
            Output slope = Sub.of(scope, product, Mul.of(scope, Mul.of(scope, two, product), y));
            return List.of(slope, of(scope, y, dz));
        }

        static List<Sample> samples() {
            return List.of(Sample.of(new SigmoidGrad(), new float[] {0.5f, 0.25f, 0.75f}, new float[] {1, 2, -4})
                    .gives(new float[] {0.25f, 0.375f, -0.75f}));
        }
    }
}

package dev.lamina.op.nn;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ReluFloat;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.UnaryOp;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code min(max(x, 0), 6)}, NaN for NaN. */
@OpDef(
        inputs = "features: T",
        outputs = "activations: T",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}")
public record Relu6() implements UnaryOp.OfNumbers {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Relu6(), features);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(Math.max(x[k], 0), 6);
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(Math.max(x[k], 0), 6);
        }
    }

    @Override
    public void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(Math.max(x[k], 0), 6);
        }
    }

    @Override
    public void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.min(Math.max(x[k], 0), 6);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Relu6Grad.of(scope, dy, y);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Relu6(), new float[] {-2, 0.5f, 5, 8}).gives(new float[] {0, 0.5f, 5, 6}),
                Sample.of(new Relu6(), new double[] {-1, 7}).gives(new double[] {0, 6}),
                Sample.rough(new Relu6(), new float[] {0, 6, Float.NaN, Float.POSITIVE_INFINITY})
                        .gives(new float[] {0, 6, Float.NaN, 6}),
                Sample.rough(new Relu6(), new byte[] {-128, 127}).gives(new byte[] {0, 6}));
    }

    /** The gradient of {@link Relu6}: {@code g} where the features are between 0 and 6, else 0. */
    @OpDef(
            inputs = {"gradients: T", "features: T"},
            outputs = "backprops: T",
            attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}")
    public record Relu6Grad() implements BinaryOp.OfNumbers, BinaryOp.OfOneShape {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand gradients, Operand features) {
            return scope.output(new Relu6Grad(), gradients, features);
        }

        @Override
        public void floats(float[] g, float[] f, float[] y, int from, int to) {
            ReluFloat.gradient(g, f, 6, y, from, to);
        }

        @Override
        public void doubles(double[] g, double[] f, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] > 0 && f[k] < 6 ? g[k] : 0;
            }
        }

        @Override
        public void ints(int[] g, int[] f, int[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] > 0 && f[k] < 6 ? g[k] : 0;
            }
        }

        @Override
        public void longs(long[] g, long[] f, long[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] > 0 && f[k] < 6 ? g[k] : 0;
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output gradients, Output features, Output z, Output dz) {
            return Arrays.asList(of(scope, dz, features), null);
        }

        static List<Sample> samples() {
            float[] g = {1, 2, 3, 4};
            return List.of(
                    Sample.of(new Relu6Grad(), g, new float[] {-1, 1, 5, 7}).gives(new float[] {0, 2, 3, 0}),
                    Sample.rough(new Relu6Grad(), g, new float[] {0, Float.NaN, 6, 3})
                            .gives(new float[] {0, 0, 0, 4}),
                    Sample.rough(new Relu6Grad(), new int[] {5, 6}, new int[] {6, 1})
                            .gives(new int[] {0, 6}));
        }
    }
}

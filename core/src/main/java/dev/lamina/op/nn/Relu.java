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

/** {@code max(x, 0)}, NaN for NaN. */
@OpDef(
        inputs = "features: T",
        outputs = "activations: T",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}")
public record Relu() implements UnaryOp.OfNumbers {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand features) {
        return scope.output(new Relu(), features);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0);
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0);
        }
    }

    @Override
    public void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0);
        }
    }

    @Override
    public void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = Math.max(x[k], 0);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return ReluGrad.of(scope, dy, y);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Relu(), new float[] {-2, -0.5f, 0.5f, 2}).gives(new float[] {0, 0, 0.5f, 2}),
                Sample.of(new Relu(), new double[] {-1, 1}).gives(new double[] {0, 1}),
                Sample.rough(new Relu(), new float[] {0, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
                        .gives(new float[] {0, Float.NaN, 0, Float.POSITIVE_INFINITY}),
                Sample.rough(new Relu(), new byte[] {-128, 127}).gives(new byte[] {0, 127}),
                Sample.rough(new Relu(), new long[] {-1, 1}).gives(new long[] {0, 1}),
                Sample.rough(new Relu(), (Object) new float[2][0]).gives((Object) new float[2][0]));
    }

    /**
     * The gradient of {@link Relu}: {@code g} where the features are above 0, else 0, also where they are NaN.
     * The features are the input of Relu or its output.
     */
    @OpDef(
            inputs = {"gradients: T", "features: T"},
            outputs = "backprops: T",
            attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half}")
    public record ReluGrad() implements BinaryOp.OfNumbers, BinaryOp.OfOneShape {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand gradients, Operand features) {
            return scope.output(new ReluGrad(), gradients, features);
        }

        @Override
        public void floats(float[] g, float[] f, float[] y, int from, int to) {
            ReluFloat.gradient(g, f, y, from, to);
        }

        @Override
        public void doubles(double[] g, double[] f, double[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] > 0 ? g[k] : 0;
            }
        }

        @Override
        public void ints(int[] g, int[] f, int[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] > 0 ? g[k] : 0;
            }
        }

        @Override
        public void longs(long[] g, long[] f, long[] y, int from, int to) {
            for (int k = from; k < to; k++) {
                y[k] = f[k] > 0 ? g[k] : 0;
            }
        }

        @Override
        public List<@Nullable Output> gradients(Scope scope, Output gradients, Output features, Output z, Output dz) {
            return Arrays.asList(of(scope, dz, features), null);
        }

        static List<Sample> samples() {
            float[] g = {1, 2, 3, 4};
            return List.of(
                    Sample.of(new ReluGrad(), g, new float[] {-1, 1, 2, -2}).gives(new float[] {0, 2, 3, 0}),
                    Sample.of(new ReluGrad(), new double[] {5, 6}, new double[] {1, -1})
                            .gives(new double[] {5, 0}),
                    Sample.rough(new ReluGrad(), g, new float[] {0, Float.NaN, -0f, Float.MIN_VALUE})
                            .gives(new float[] {0, 0, 0, 4}),
                    Sample.rough(new ReluGrad(), new int[] {5, 6}, new int[] {0, 1})
                            .gives(new int[] {0, 6}));
        }
    }
}

package dev.lamina.op.arithmetic;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Into which of the ranges between boundaries each element falls: how many boundaries are not greater than it. NaN is beyond
 * all of them.
 *
 * @param boundaries in ascending order
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: int32",
        attrs = {"T: {int32, int64, float, double}", "boundaries: list(float)"})
public record Bucketize(List<Float> boundaries) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, List<Float> boundaries) {
        return scope.output(new Bucketize(boundaries), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        for (int i = 1; i < boundaries.size(); i++) {
            if (boundaries.get(i) < boundaries.get(i - 1)) {
                throw c.error("Expected sorted boundaries, got " + boundaries);
            }
        }
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        float[] bounds = new float[boundaries.size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = boundaries.get(i);
        }
        boolean isDouble = c.inputType(0) == DType.FLOAT64;
        return (inputs, outputs) -> {
            Buffer x = inputs[0];
            int[] y = outputs[0].ints();
            for (int i = 0; i < outputs[0].size(); i++) {
                // TensorFlow compares integers as numbers of the boundaries' type.
                y[i] = bucket(bounds, isDouble ? x.doubles()[i] : (float) x.asDouble(i));
            }
        };
    }

    private static int bucket(float[] bounds, double value) {
        int low = 0;
        int high = bounds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value < bounds[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Bucketize op = new Bucketize(List.of(0f, 10f, 100f));
        return List.of(
                Sample.rough(op, (Object) new float[][] {{-5, 10000}, {150, 10}, {5, 100}})
                        .gives((Object) new int[][] {{0, 3}, {3, 2}, {1, 3}}),
                Sample.rough(op, (Object) new double[] {Double.NaN, 9.999999999, Double.NEGATIVE_INFINITY})
                        .gives((Object) new int[] {3, 1, 0}),
                Sample.rough(op, (Object) new long[] {-1, 0, Long.MAX_VALUE}).gives((Object) new int[] {0, 1, 3}),
                Sample.rough(new Bucketize(List.of()), (Object) new int[] {7, -7})
                        .gives((Object) new int[] {0, 0}),
                Sample.refused("Expected sorted boundaries", new Bucketize(List.of(1f, 0f)), 1f));
    }
}

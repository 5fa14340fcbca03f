package dev.lamina.op.reduce;

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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many values fall into each of {@code nbins} bins of equal width; the first and the last take all that is outside of the range.
 *
 * @param dtype the type of the counts
 */
@OpDef(
        inputs = {"values: T", "value_range: T", "nbins: int32"},
        outputs = "out: dtype",
        attrs = {"T: {int32, int64, float, double}", "dtype: {int32, int64} = int32"})
public record HistogramFixedWidth(DType dtype) implements Op {
    /** Adds a histogram with counts in int32; the range is a vector of its beginning and its end. */
    public static Output of(Scope scope, Operand values, Operand range, Operand nbins) {
        return scope.output(new HistogramFixedWidth(DType.INT32), values, range, nbins);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape range = c.withRank(1, 1, "value_range");
        if (!range.isCompatibleWith(Shape.of(2))) {
            throw c.error("value_range should be a vector of 2 elements, but got shape " + range);
        }
        c.withRank(2, 0, "nbins");
        Tensor bins = c.peek(2);
        if (bins != null && bins.longValue() <= 0) {
            throw c.error("nbins should be a positive number, but got '" + bins.longValue() + "'");
        }
        return List.of(Shape.of(bins == null ? -1 : bins.longValue()));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int last = c.outputShape(0).size() - 1;
        int size = c.inputShape(0).size();
        boolean isFloat = c.inputType(0) == DType.FLOAT32;
        boolean isInteger = c.inputType(0).isInteger();
        return (inputs, outputs) -> {
            double low = inputs[1].asDouble(0);
            double high = inputs[1].asDouble(1);
            if (!(low < high)) {
                throw c.error("value_range should satisfy value_range[0] < value_range[1], but got '[" + low + ", "
                        + high + "]'");
            }
            double range =
                    isFloat ? (float) (high - low) : isInteger ? inputs[1].asLong(1) - inputs[1].asLong(0) : high - low;
            double step = range / (last + 1);
            for (int bin = 0; bin <= last; bin++) {
                Integers.set(outputs[0], bin, 0);
            }
            for (int i = 0; i < size; i++) {
                double distance = isInteger
                        ? Math.max(inputs[0].asLong(i), inputs[1].asLong(0)) - inputs[1].asLong(0)
                        : Math.max(inputs[0].asDouble(i), low) - low;
                int bin = (int) Math.min((isFloat ? (float) distance : distance) / step, last);
                Integers.set(outputs[0], bin, outputs[0].asLong(bin) + 1);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        HistogramFixedWidth op = new HistogramFixedWidth(DType.INT32);
        return List.of(
                Sample.rough(op, new float[] {-1, 0, 1.5f, 2, 5, 15}, new float[] {0, 5}, 5)
                        .gives((Object) new int[] {2, 1, 1, 0, 2}),
                Sample.rough(new HistogramFixedWidth(DType.INT64), new int[][] {{1, 2}, {9, 4}}, new int[] {0, 10}, 2)
                        .gives((Object) new long[] {3, 1}),
                Sample.rough(op, new double[0], new double[] {0, 5}, 2).gives((Object) new int[] {0, 0}),
                Sample.refused(
                        "value_range should satisfy value_range[0] < value_range[1]",
                        op,
                        new float[1],
                        new float[] {5, 5},
                        5),
                Sample.refused("value_range should be a vector of 2 elements", op, new float[1], new float[3], 5),
                Sample.refused(
                        "nbins should be a positive number, but got '0'", op, new float[1], new float[] {0, 5}, 0));
    }
}

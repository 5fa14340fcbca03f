package dev.lamina.op.pool;

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
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean of each region of images, channel by channel, and where the regions of rows and columns begin. They are random, and their number
 * need not divide that of the rows or columns. Of integers the mean is rounded towards 0.
 *
 * @param poolingRatio how many times smaller the result is along each axis: 1 for examples and channels, 1 or more for rows and columns
 * @param pseudoRandom whether one random number places all regions of an axis, so that they differ from their neighbours less
 * @param overlapping whether a region has the first place of the next one, too
 * @param deterministic whether all runs of a session have the regions of its first one
 * @param seed the first seed; with both 0, the regions are others in each session
 * @param seed2 the second seed
 */
@OpDef(
        inputs = "value: T",
        outputs = {"output: T", "row_pooling_sequence: int64", "col_pooling_sequence: int64"},
        attrs = {
            "pooling_ratio: list(float) >= 4",
            "pseudo_random: bool = false",
            "overlapping: bool = false",
            "deterministic: bool = false",
            "seed: int = 0",
            "seed2: int = 0",
            "T: {float, double, int32, int64}"
        },
        stateful = true)
public record FractionalAvgPool(
        List<Float> poolingRatio,
        boolean pseudoRandom,
        boolean overlapping,
        boolean deterministic,
        long seed,
        long seed2)
        implements Op {
    /** Adds the operation, seeded by the graph's seed and the operation's name; a seed of its own stands in for the name. */
    public static List<Output> of(
            Scope scope,
            Operand value,
            List<Float> poolingRatio,
            boolean pseudoRandom,
            boolean overlapping,
            @Nullable Long seed) {
        Scope named = scope.reserve("FractionalAvgPool");
        Seeds seeds = Seeds.of(named, seed);
        Op op = new FractionalAvgPool(poolingRatio, pseudoRandom, overlapping, false, seeds.seed(), seeds.seed2());
        return named.node(op, List.of(value)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return FractionalRegions.shapes(c, poolingRatio);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int height = (int) c.inputShape(0).dim(1);
        int width = (int) c.inputShape(0).dim(2);
        int rows = (int) c.outputShape(0).dim(1);
        int columns = (int) c.outputShape(0).dim(2);
        FractionalRegions regions = new FractionalRegions(c, pseudoRandom, seed, seed2);
        FractionalRegions.Fixed fixed = c.resource("", FractionalRegions.Fixed.class, FractionalRegions.Fixed::new);
        Shape shape = c.inputShape(0);
        Means means = new Means(shape, c.outputShape(0), overlapping);
        return (inputs, outputs) -> {
            long[] rowBegins = outputs[1].longs();
            long[] columnBegins = outputs[2].longs();
            regions.draw(deterministic, fixed, rowBegins, rows, height, columnBegins, columns, width);
            means.run(c.inputType(0), inputs[0].array(), outputs[0], rowBegins, columnBegins);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output shape = Cast.of(scope, Axes.shapeOf(scope, c.input(0)), DType.INT64);
        Op grad = new FractionalAvgPoolGrad(overlapping);
        return List.of(scope.output(grad, shape, c.upstream(0), c.output(1), c.output(2)));
    }

    /** Walks through regions. */
    private static final class Means {
        private final int batch;
        private final int height;
        private final int width;
        private final int channels;
        private final int rows;
        private final int columns;
        private final boolean isOverlapping;

        Means(Shape input, Shape output, boolean isOverlapping) {
            batch = (int) input.dim(0);
            height = (int) input.dim(1);
            width = (int) input.dim(2);
            channels = (int) input.dim(3);
            rows = (int) output.dim(1);
            columns = (int) output.dim(2);
            this.isOverlapping = isOverlapping;
        }

        /** What is done at a place of a region that has {@code count} of them. */
        private interface Each {
            void run(int in, int out, int count);
        }

        private void forEach(long[] rowBegins, long[] columnBegins, Each each) {
            int at = 0;
            for (int image = 0; image < batch; image++) {
                for (int row = 0; row < rows; row++) {
                    int top = (int) rowBegins[row];
                    int bottom = FractionalRegions.last(rowBegins, row, isOverlapping, height);
                    for (int column = 0; column < columns; column++) {
                        int left = (int) columnBegins[column];
                        int right = FractionalRegions.last(columnBegins, column, isOverlapping, width);
                        int count = (bottom - top + 1) * (right - left + 1);
                        for (int i = top; i <= bottom; i++) {
                            for (int j = left; j <= right; j++) {
                                each.run(((image * height + i) * width + j) * channels, at, count);
                            }
                        }
                        at += channels;
                    }
                }
            }
        }

        void run(DType type, Object x, Buffer output, long[] rowBegins, long[] columnBegins) {
            Object y = output.array();
            Spread.run(type.newArray(1), 0, y, output.size());
            forEach(rowBegins, columnBegins, (in, out, count) -> Accumulate.run(type, 1, x, in, y, out, channels));
            int at = 0;
            for (int image = 0; image < batch; image++) {
                for (int row = 0; row < rows; row++) {
                    int high = FractionalRegions.last(rowBegins, row, isOverlapping, height) - (int) rowBegins[row] + 1;
                    for (int column = 0; column < columns; column++, at += channels) {
                        int wide = FractionalRegions.last(columnBegins, column, isOverlapping, width)
                                - (int) columnBegins[column]
                                + 1;
                        divide(y, at, channels, high * wide);
                    }
                }
            }
        }

        private static void divide(Object y, int at, int n, int count) {
            for (int k = at; k < at + n; k++) {
                switch (y) {
                    case float[] values -> values[k] /= count;
                    case double[] values -> values[k] /= count;
                    case int[] values -> values[k] /= count;
                    default -> ((long[]) y)[k] /= count;
                }
            }
        }

        void spread(double[] grad, double[] y, long[] rowBegins, long[] columnBegins) {
            forEach(rowBegins, columnBegins, (in, out, count) -> {
                for (int k = 0; k < channels; k++) {
                    y[in + k] += grad[out + k] / count;
                }
            });
        }
    }

    /**
     * The gradient: that of each region is shared among its elements.
     *
     * @param overlapping whether a region has the first place of the next one, too
     */
    @OpDef(
            inputs = {
                "orig_input_tensor_shape: int64",
                "out_backprop: T",
                "row_pooling_sequence: int64",
                "col_pooling_sequence: int64"
            },
            outputs = "output: T",
            attrs = {"overlapping: bool = false", "T: {float, double, int32, int64}"})
    public record FractionalAvgPoolGrad(boolean overlapping) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape wanted = Integers.wantedShape(c, 0);
            if (wanted.hasRank() && wanted.rank() != 4) {
                throw c.error("original input tensor shape must be 1-dimensional and 4 elements");
            }
            FractionalRegions.checkGiven(c, c.withRank(1, 4, "out_backprop"), 2);
            return List.of(wanted.hasRank() ? wanted : Shape.unknown(4));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Shape shape = c.outputShape(0);
            Shape pooled = c.inputShape(1);
            if (pooled.dim(0) != shape.dim(0) || pooled.dim(3) != shape.dim(3)) {
                throw c.error("out_backprop of shape " + pooled + " does not belong to an input of shape " + shape);
            }
            Buffer grad = c.workspace(DType.FLOAT64, pooled);
            Buffer sums = c.workspace(DType.FLOAT64, shape);
            Means means = new Means(shape, pooled, overlapping);
            return (inputs, outputs) -> {
                long[] rows = inputs[2].longs();
                long[] columns = inputs[3].longs();
                FractionalRegions.check(c, "row_pooling_sequence", rows, (int) pooled.dim(1), (int) shape.dim(1));
                FractionalRegions.check(c, "col_pooling_sequence", columns, (int) pooled.dim(2), (int) shape.dim(2));
                Conversion.run(inputs[1], grad, 0, grad.size());
                Arrays.fill(sums.doubles(), 0, sums.size(), 0);
                means.spread(grad.doubles(), sums.doubles(), rows, columns);
                Conversion.run(sums, outputs[0], 0, sums.size());
            };
        }

        static List<Sample> samples() {
            Tensor grad = Tensor.wrap(new float[] {4, 2, 6, 8}, 1, 2, 2, 1);
            long[] shape = {1, 3, 3, 1};
            long[] begins = {0, 2, 3};
            return List.of(
                    Sample.rough(new FractionalAvgPoolGrad(false), shape, grad, begins, begins)
                            .gives(Tensor.wrap(new float[] {1, 1, 1, 1, 1, 1, 3, 3, 8}, 1, 3, 3, 1)),
                    Sample.rough(
                                    new FractionalAvgPoolGrad(true),
                                    shape,
                                    Tensor.wrap(new double[] {9, 3, 6, 8}, 1, 2, 2, 1),
                                    begins,
                                    begins)
                            .gives(Tensor.wrap(new double[] {1, 1, 2, 1, 1, 2, 3, 3, 12}, 1, 3, 3, 1)),
                    Sample.refused(
                            "must rise", new FractionalAvgPoolGrad(false), shape, grad, begins, new long[] {2, 1, 3}),
                    Sample.refused(
                            "must be 1-dimensional and 4 elements",
                            new FractionalAvgPoolGrad(false),
                            new long[] {3, 3},
                            grad,
                            begins,
                            begins));
        }
    }

    private static FractionalAvgPool by(float rows, float columns, boolean pseudoRandom, boolean overlapping) {
        return new FractionalAvgPool(List.of(1f, rows, columns, 1f), pseudoRandom, overlapping, true, 7, 8);
    }

    static List<Sample> samples() {
        float[] numbers = new float[2 * 7 * 9 * 2];
        int[] whole = new int[2 * 7 * 9 * 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (i * 37) % 101;
            whole[i] = (i * 37) % 101;
        }
        Tensor images = Tensor.wrap(numbers, 2, 7, 9, 2);
        return List.of(
                Sample.of(by(1.5f, 2.25f, false, false), images),
                Sample.of(by(1.5f, 2.25f, true, false), images),
                Sample.of(by(1.75f, 1.8f, true, true), images),
                Sample.rough(by(1, 2, false, true), Tensor.wrap(whole, 2, 7, 9, 2)),
                Sample.refused(
                        "higher than input dimension size for dimension 0",
                        by(2, 2, false, false),
                        Tensor.zeros(DType.FLOAT64, Shape.of(0, 4, 4, 1))),
                Sample.refused("tensor_in must have rank 4", by(2, 2, false, false), (Object) new float[2][2]),
                Sample.refused("cannot be smaller than 1, got: 0.5", by(0.5f, 2, false, false), images));
    }
}

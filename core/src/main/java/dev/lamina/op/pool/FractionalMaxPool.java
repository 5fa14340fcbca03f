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
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The greatest element of each region of images, channel by channel, and where the regions of rows and columns begin. They are random, and
 * their number need not divide that of the rows or columns.
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
public record FractionalMaxPool(
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
        Scope named = scope.reserve("FractionalMaxPool");
        Seeds seeds = Seeds.of(named, seed);
        Op op = new FractionalMaxPool(poolingRatio, pseudoRandom, overlapping, false, seeds.seed(), seeds.seed2());
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
        int[] places = c.workspace(DType.INT32, c.outputShape(0)).ints();
        Greatest greatest = new Greatest(c.inputShape(0), c.outputShape(0), overlapping, places);
        return (inputs, outputs) -> {
            long[] rowBegins = outputs[1].longs();
            long[] columnBegins = outputs[2].longs();
            regions.draw(deterministic, fixed, rowBegins, rows, height, columnBegins, columns, width);
            greatest.find(inputs[0], rowBegins, columnBegins);
            greatest.take(inputs[0].array(), outputs[0].array());
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op grad = new FractionalMaxPoolGrad(overlapping);
        return List.of(c.scope().output(grad, c.input(0), c.output(0), c.upstream(0), c.output(1), c.output(2)));
    }

    /** Where the greatest elements of regions are, of equal ones the first. */
    private static final class Greatest {
        private final int batch;
        private final int height;
        private final int width;
        private final int channels;
        private final int rows;
        private final int columns;
        private final boolean isOverlapping;
        private final int[] places;

        Greatest(Shape input, Shape output, boolean isOverlapping, int[] places) {
            batch = (int) input.dim(0);
            height = (int) input.dim(1);
            width = (int) input.dim(2);
            channels = (int) input.dim(3);
            rows = (int) output.dim(1);
            columns = (int) output.dim(2);
            this.isOverlapping = isOverlapping;
            this.places = places;
        }

        void find(Buffer x, long[] rowBegins, long[] columnBegins) {
            int at = 0;
            for (int image = 0; image < batch; image++) {
                for (int row = 0; row < rows; row++) {
                    int bottom = FractionalRegions.last(rowBegins, row, isOverlapping, height);
                    for (int column = 0; column < columns; column++) {
                        int right = FractionalRegions.last(columnBegins, column, isOverlapping, width);
                        int first = place(image, (int) rowBegins[row], (int) columnBegins[column]);
                        for (int channel = 0; channel < channels; channel++) {
                            places[at + channel] = first + channel;
                        }
                        for (int i = (int) rowBegins[row]; i <= bottom; i++) {
                            for (int j = (int) columnBegins[column]; j <= right; j++) {
                                improve(x.array(), at, place(image, i, j));
                            }
                        }
                        at += channels;
                    }
                }
            }
        }

        private int place(int image, int row, int column) {
            return ((image * height + row) * width + column) * channels;
        }

        private void improve(Object x, int at, int place) {
            switch (x) {
                case float[] values -> {
                    for (int k = 0; k < channels; k++) {
                        places[at + k] = values[place + k] > values[places[at + k]] ? place + k : places[at + k];
                    }
                }
                case double[] values -> {
                    for (int k = 0; k < channels; k++) {
                        places[at + k] = values[place + k] > values[places[at + k]] ? place + k : places[at + k];
                    }
                }
                case int[] values -> {
                    for (int k = 0; k < channels; k++) {
                        places[at + k] = values[place + k] > values[places[at + k]] ? place + k : places[at + k];
                    }
                }
                default -> {
                    long[] values = (long[]) x;
                    for (int k = 0; k < channels; k++) {
                        places[at + k] = values[place + k] > values[places[at + k]] ? place + k : places[at + k];
                    }
                }
            }
        }

        private int count() {
            return batch * rows * columns * channels;
        }

        void take(Object x, Object y) {
            for (int i = 0; i < count(); i++) {
                System.arraycopy(x, places[i], y, i, 1);
            }
        }

        void add(DType type, Object x, Object y) {
            for (int i = 0; i < count(); i++) {
                Accumulate.run(type, 1, x, i, y, places[i], 1);
            }
        }
    }

    /**
     * The gradient: that of each region goes to its greatest element, of equal ones to the first.
     *
     * @param overlapping whether a region has the first place of the next one, too
     */
    @OpDef(
            inputs = {
                "orig_input: T",
                "orig_output: T",
                "out_backprop: T",
                "row_pooling_sequence: int64",
                "col_pooling_sequence: int64"
            },
            outputs = "output: T",
            attrs = {"overlapping: bool = false", "T: {float, double, int32, int64}"})
    public record FractionalMaxPoolGrad(boolean overlapping) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            FractionalRegions.checkGiven(c, c.withRank(2, 4, "out_backprop"), 3);
            if (!c.shape(1).isCompatibleWith(c.shape(2))) {
                throw c.error("out_backprop must have the shape of orig_output, but they are " + c.shape(2) + " and "
                        + c.shape(1));
            }
            return List.of(c.withRank(0, 4, "orig_input"));
        }

        @Override
        public boolean needsShapeOnly(int input) {
            return input == 1;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Shape shape = c.inputShape(0);
            Shape pooled = c.inputShape(2);
            DType type = c.outputType(0);
            Object zero = type.newArray(1);
            int size = shape.size();
            int[] places = c.workspace(DType.INT32, pooled).ints();
            Greatest greatest = new Greatest(shape, pooled, overlapping, places);
            return (inputs, outputs) -> {
                FractionalRegions.check(
                        c, "row_pooling_sequence", inputs[3].longs(), (int) pooled.dim(1), (int) shape.dim(1));
                FractionalRegions.check(
                        c, "col_pooling_sequence", inputs[4].longs(), (int) pooled.dim(2), (int) shape.dim(2));
                greatest.find(inputs[0], inputs[3].longs(), inputs[4].longs());
                Spread.run(zero, 0, outputs[0].array(), size);
                greatest.add(type, inputs[2].array(), outputs[0].array());
            };
        }

        static List<Sample> samples() {
            Tensor image = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
            Tensor pooled = Tensor.wrap(new float[] {9, 7, 6, 5}, 1, 2, 2, 1);
            Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1);
            long[] begins = {0, 2, 3};
            return List.of(
                    Sample.rough(new FractionalMaxPoolGrad(false), image, pooled, grad, begins, begins)
                            .gives(Tensor.wrap(new float[] {0, 1, 0, 0, 0, 2, 0, 3, 4}, 1, 3, 3, 1)),
                    Sample.rough(
                                    new FractionalMaxPoolGrad(true),
                                    image,
                                    Tensor.wrap(new float[] {9, 7, 6, 5}, 1, 2, 2, 1),
                                    grad,
                                    begins,
                                    begins)
                            .gives(Tensor.wrap(new float[] {0, 1, 0, 0, 0, 2, 0, 3, 4}, 1, 3, 3, 1)),
                    Sample.refused(
                            "row_pooling_sequence must rise",
                            new FractionalMaxPoolGrad(false),
                            image,
                            pooled,
                            grad,
                            new long[] {0, 7, 9},
                            begins),
                    Sample.refused(
                            "col_pooling_sequence must have 3 elements",
                            new FractionalMaxPoolGrad(false),
                            image,
                            pooled,
                            grad,
                            begins,
                            new long[] {0, 3}));
        }
    }

    private static FractionalMaxPool by(float rows, float columns, boolean pseudoRandom, boolean overlapping) {
        return new FractionalMaxPool(List.of(1f, rows, columns, 1f), pseudoRandom, overlapping, true, 7, 8);
    }

    static List<Sample> samples() {
        float[] numbers = new float[2 * 7 * 9 * 2];
        long[] whole = new long[2 * 7 * 9 * 2];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (i * 37) % 101;
            whole[i] = (i * 37L) % 101;
        }
        Tensor images = Tensor.wrap(numbers, 2, 7, 9, 2);
        return List.of(
                Sample.of(by(1.5f, 2.25f, false, false), images),
                Sample.of(by(1.5f, 2.25f, true, false), images),
                Sample.of(by(1.75f, 1.8f, true, true), images),
                Sample.rough(by(1, 2, false, true), Tensor.wrap(whole, 2, 7, 9, 2)),
                Sample.rough(by(3.5f, 3, true, false), Tensor.wrap(whole, 2, 7, 9, 2)),
                Sample.refused(
                        "higher than input dimension size for dimension 0",
                        by(2, 2, false, false),
                        Tensor.zeros(DType.FLOAT32, Shape.of(0, 4, 4, 1))),
                Sample.refused("tensor_in must have rank 4", by(2, 2, false, false), (Object) new float[2][2]),
                Sample.refused("cannot be smaller than 1, got: 0.5", by(0.5f, 2, false, false), images),
                Sample.refused("leaves nothing of an input", by(8, 2, false, false), images),
                Sample.refused(
                        "not yet supported on the batch nor channel dimension",
                        new FractionalMaxPool(List.of(2f, 1f, 1f, 1f), false, false, false, 0, 0),
                        images));
    }
}

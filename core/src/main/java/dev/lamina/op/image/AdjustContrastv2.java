package dev.lamina.op.image;

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
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Rank;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.reduce.Mean;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures, whose last axes are height, width and channels, with the distance of each pixel from the mean of its picture's channel multiplied
 * by {@code contrast_factor}.
 */
@OpDef(
        inputs = {"images: T", "contrast_factor: float"},
        outputs = "output: T",
        attrs = "T: {half, float} = float")
public record AdjustContrastv2() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand images, Operand contrastFactor) {
        return scope.output(new AdjustContrastv2(), images, contrastFactor);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape images = c.shape(0);
        if (images.hasRank() && images.rank() < 3) {
            throw c.error("input must be at least 3-D, got shape" + images);
        }
        c.withRank(1, 0, "contrast_factor");
        return List.of(images);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (c.inputType(0) != DType.FLOAT32) {
            return Widened.of(c, this::kernel);
        }
        Shape shape = c.inputShape(0);
        int channels = (int) shape.dim(-1);
        int pixels = Strides.count(shape, shape.rank() - 3, shape.rank() - 1);
        int pictures = Strides.count(shape, 0, shape.rank() - 3);
        // A row is a channel of a picture.
        return new Rows(pictures * channels, Math.max(1, pixels), (inputs, outputs, from, to) -> {
            float factor = inputs[1].floats()[0];
            for (int row = from; row < to; row++) {
                int begin = row / channels * pixels * channels + row % channels;
                adjust(inputs[0].floats(), outputs[0].floats(), begin, channels, pixels, factor);
            }
        });
    }

    private static void adjust(float[] x, float[] y, int begin, int step, int n, float factor) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += x[begin + i * step];
        }
        float mean = (float) (sum / n);
        for (int i = 0; i < n; i++) {
            y[begin + i * step] = (x[begin + i * step] - mean) * factor + mean;
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output images = c.input(0);
        Output grad = c.upstream(0);
        Output factor = Cast.of(scope, c.input(1), images.dtype());
        Output axes = spatialAxes(scope, images);
        Output rest = Sub.of(scope, Const.of(scope, 1f, images.dtype()), factor);
        Output byImages =
                AddV2.of(scope, Mul.of(scope, grad, factor), Mul.of(scope, rest, Mean.of(scope, grad, axes, true)));
        Output distance = Sub.of(scope, images, Mean.of(scope, images, axes, true));
        Output products = Mul.of(scope, Cast.of(scope, grad, DType.FLOAT32), Cast.of(scope, distance, DType.FLOAT32));
        return List.of(byImages, Sum.of(scope, Reshape.of(scope, products, -1), 0));
    }

    private static Output spatialAxes(Scope scope, Output images) {
        if (images.shape().hasRank()) {
            int rank = images.shape().rank();
            return Const.of(scope, new int[] {rank - 3, rank - 2});
        }
        return AddV2.of(scope, Rank.of(scope, images), Const.of(scope, new int[] {-3, -2}));
    }

    static List<Sample> samples() {
        float[][][] image = {{{1, 10}, {2, 20}}, {{3, 30}, {6, 20}}};
        return List.of(
                Sample.of(new AdjustContrastv2(), image, 2f).gives((Object) new float[][][] {
                    {{-1, 0}, {1, 20}}, {{3, 40}, {9, 20}}
                }),
                Sample.of(new AdjustContrastv2(), new float[][][][] {{{{1}, {3}}}, {{{5}, {9}}}}, 0.5f)
                        .gives((Object) new float[][][][] {{{{1.5f}, {2.5f}}}, {{{6}, {8}}}}),
                Sample.rough(new AdjustContrastv2(), Tensor.of(image, DType.FLOAT16), 0f)
                        .gives(Tensor.of(new float[][][] {{{3, 20}, {3, 20}}, {{3, 20}, {3, 20}}}, DType.FLOAT16)),
                Sample.rough(new AdjustContrastv2(), Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 3, 1)), 2f)
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 3, 1))),
                Sample.refused("input must be at least 3-D", new AdjustContrastv2(), new float[2][2], 1f),
                Sample.refused("contrast_factor must have rank 0", new AdjustContrastv2(), image, new float[1]));
    }
}

package dev.lamina.op.norm;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation: {@code (x - mean) / sqrt(variance + epsilon) * scale + offset}, for each channel.
 *
 * <p>In training the moments are those of the batch, and the averages that it gives are made of its mean and its unbiased variance.
 * What it saves for the gradient are its mean and its biased variance.
 *
 * @param epsilon what is added to the variance
 * @param exponentialAvgFactor which share of the averages the batch's moments make; those given make the rest
 * @param dataFormat {@code NHWC} or {@code NCHW}, for volumes {@code NDHWC} or {@code NCDHW}
 * @param isTraining whether the moments are the batch's, or those given
 */
@OpDef(
        inputs = {"x: T", "scale: U", "offset: U", "mean: U", "variance: U"},
        outputs = {
            "y: T",
            "batch_mean: U",
            "batch_variance: U",
            "reserve_space_1: U",
            "reserve_space_2: U",
            "reserve_space_3: U"
        },
        attrs = {
            "T: {half, bfloat16, float}",
            "U: {float}",
            "epsilon: float = 0.0001",
            "exponential_avg_factor: float = 1",
            "data_format: string = 'NHWC'",
            "is_training: bool = true"
        })
public record FusedBatchNormV3(float epsilon, float exponentialAvgFactor, String dataFormat, boolean isTraining)
        implements Op {
    /**
     * Adds the operation.
     *
     * @return the result, the averages of mean and variance, and what the gradient needs
     */
    public static List<Output> of(
            Scope scope,
            Operand x,
            Operand scale,
            Operand offset,
            Operand mean,
            Operand variance,
            float epsilon,
            String dataFormat,
            boolean isTraining) {
        FusedBatchNormV3 op = new FusedBatchNormV3(epsilon, 1, dataFormat, isTraining);
        return scope.node(op, List.of(x, scale, offset, mean, variance)).outputs();
    }

    private BatchNorm norm() {
        return new BatchNorm(epsilon, exponentialAvgFactor, dataFormat, isTraining);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return BatchNorm.with(norm().shapes(c, true), Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return norm().kernel(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return gradients(c, new FusedBatchNormGradV3(epsilon, dataFormat, isTraining), isTraining);
    }

    /** The gradients by input, scale and offset: of the result alone, as TensorFlow has it. */
    static List<@Nullable Output> gradients(GradientContext c, Op grad, boolean isTraining) {
        List<Output> inputs = new ArrayList<>(List.of(c.upstream(0), c.input(0), c.input(1)));
        inputs.add(isTraining ? c.output(3) : c.input(3));
        inputs.add(isTraining ? c.output(4) : c.input(4));
        if (grad instanceof FusedBatchNormGradV3) {
            inputs.add(c.output(5));
        }
        List<Output> slopes = c.scope().node(grad, inputs).outputs();
        return Arrays.asList(slopes.get(0), slopes.get(1), slopes.get(2), null, null);
    }

    static List<Sample> samples() {
        Tensor x = Tensor.wrap(new float[] {1, 10, 3, 30}, 1, 1, 2, 2);
        Tensor first = Tensor.wrap(new float[] {1, 3, 10, 30}, 1, 2, 1, 2);
        float[] scale = {2, 3};
        float[] offset = {5, -5};
        float[] mean = {2, 20};
        float[] biased = {3, 99};
        float[] unbiased = {6, 198};
        FusedBatchNormV3 training = new FusedBatchNormV3(1, 1, "NHWC", true);
        // Of two elements the biased variance is the square of half their distance, so these have the one given.
        float s = (float) Math.sqrt(3);
        float t = (float) Math.sqrt(99) / 10;
        Tensor spread = Tensor.wrap(new float[] {2 - s, 20 - 10 * t, 2 + s, 20 + 10 * t}, 1, 1, 2, 2);
        Tensor normal = Tensor.wrap(new float[] {5 - s, -5 - 3 * t, 5 + s, -5 + 3 * t}, 1, 1, 2, 2);
        float[] none = {};
        return List.of(
                Sample.rough(training, spread, scale, offset, none, none)
                        .gives(normal, mean, unbiased, mean, biased, 0f),
                Sample.rough(
                                new FusedBatchNormV3(1, 0.5f, "NHWC", true),
                                spread,
                                scale,
                                offset,
                                new float[] {4, 10},
                                new float[] {2, 2})
                        .gives(normal, new float[] {3, 15}, new float[] {4, 100}, mean, biased, 0f),
                Sample.rough(new FusedBatchNormV3(1, 1, "NHWC", false), x, scale, offset, mean, biased)
                        .gives(Tensor.wrap(new float[] {4, -8, 6, -2}, 1, 1, 2, 2), mean, biased, mean, biased, 0f),
                Sample.rough(new FusedBatchNormV3(1, 1, "NCHW", false), first, scale, offset, mean, biased)
                        .gives(Tensor.wrap(new float[] {4, 6, -8, -2}, 1, 2, 1, 2), mean, biased, mean, biased, 0f),
                Sample.rough(
                                new FusedBatchNormV3(1, 1, "NCHW", true),
                                Tensor.wrap(new float[] {2 - s, 2 + s, 20 - 10 * t, 20 + 10 * t}, 1, 2, 1, 2),
                                scale,
                                offset,
                                none,
                                none)
                        .gives(
                                Tensor.wrap(new float[] {5 - s, 5 + s, -5 - 3 * t, -5 + 3 * t}, 1, 2, 1, 2),
                                mean,
                                unbiased,
                                mean,
                                biased,
                                0f),
                Sample.rough(
                                new FusedBatchNormV3(1, 1, "NDHWC", false),
                                x.reshape(1, 1, 1, 2, 2),
                                scale,
                                offset,
                                mean,
                                biased)
                        .gives(Tensor.wrap(new float[] {4, -8, 6, -2}, 1, 1, 1, 2, 2), mean, biased, mean, biased, 0f),
                Sample.rough(
                                new FusedBatchNormV3(1, 1, "NHWC", false),
                                Tensor.of(x, DType.FLOAT16),
                                scale,
                                offset,
                                mean,
                                biased)
                        .gives(
                                Tensor.of(Tensor.wrap(new float[] {4, -8, 6, -2}, 1, 1, 2, 2), DType.FLOAT16),
                                mean,
                                biased,
                                mean,
                                biased,
                                0f),
                Sample.rough(training, Tensor.wrap(new float[0], 0, 1, 2, 1), new float[1], new float[1], none, none)
                        .gives(
                                Tensor.wrap(new float[0], 0, 1, 2, 1),
                                new float[] {Float.NaN},
                                new float[] {Float.NaN},
                                new float[] {Float.NaN},
                                new float[] {Float.NaN},
                                0f),
                Sample.refused("input must have rank 4", training, new float[2][2], scale, offset, none, none),
                Sample.refused(
                        "the same number of elements as the channels of x, got 3 and 2",
                        training,
                        x,
                        new float[3],
                        offset,
                        none,
                        none),
                Sample.refused(
                        "Invalid data format", new FusedBatchNormV3(1, 1, "HWCN", true), x, scale, offset, none, none));
    }

    /**
     * An older form: without what the gradient needs on other devices.
     *
     * @param epsilon what is added to the variance
     * @param exponentialAvgFactor which share of the averages the batch's moments make; those given make the rest
     * @param dataFormat {@code NHWC} or {@code NCHW}, for volumes {@code NDHWC} or {@code NCDHW}
     * @param isTraining whether the moments are the batch's, or those given
     */
    @OpDef(
            inputs = {"x: T", "scale: U", "offset: U", "mean: U", "variance: U"},
            outputs = {"y: T", "batch_mean: U", "batch_variance: U", "reserve_space_1: U", "reserve_space_2: U"},
            attrs = {
                "T: {half, bfloat16, float}",
                "U: {float}",
                "epsilon: float = 0.0001",
                "exponential_avg_factor: float = 1",
                "data_format: string = 'NHWC'",
                "is_training: bool = true"
            })
    public record FusedBatchNormV2(float epsilon, float exponentialAvgFactor, String dataFormat, boolean isTraining)
            implements Op {
        private BatchNorm norm() {
            return new BatchNorm(epsilon, exponentialAvgFactor, dataFormat, isTraining);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return norm().shapes(c, false);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return norm().kernel(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return FusedBatchNormV3.gradients(
                    c, new FusedBatchNormGradV3.FusedBatchNormGradV2(epsilon, dataFormat, isTraining), isTraining);
        }

        static List<Sample> samples() {
            Tensor x = Tensor.wrap(new float[] {1, 10, 3, 30}, 1, 1, 2, 2);
            float[] scale = {2, 3};
            float[] offset = {5, -5};
            float[] mean = {2, 20};
            float[] variance = {3, 99};
            return List.of(
                    Sample.rough(new FusedBatchNormV2(1, 1, "NHWC", false), x, scale, offset, mean, variance)
                            .gives(Tensor.wrap(new float[] {4, -8, 6, -2}, 1, 1, 2, 2), mean, variance, mean, variance),
                    Sample.refused(
                            "Invalid data format 'NDHWC'",
                            new FusedBatchNormV2(1, 1, "NDHWC", true),
                            x,
                            scale,
                            offset,
                            mean,
                            variance));
        }
    }

    /**
     * An older form, of float32 alone: without what the gradient needs on other devices.
     *
     * @param epsilon what is added to the variance
     * @param exponentialAvgFactor which share of the averages the batch's moments make; those given make the rest
     * @param dataFormat {@code NHWC} or {@code NCHW}, for volumes {@code NDHWC} or {@code NCDHW}
     * @param isTraining whether the moments are the batch's, or those given
     */
    @OpDef(
            inputs = {"x: T", "scale: T", "offset: T", "mean: T", "variance: T"},
            outputs = {"y: T", "batch_mean: T", "batch_variance: T", "reserve_space_1: T", "reserve_space_2: T"},
            attrs = {
                "T: {float}",
                "epsilon: float = 0.0001",
                "exponential_avg_factor: float = 1",
                "data_format: string = 'NHWC'",
                "is_training: bool = true"
            })
    public record FusedBatchNorm(float epsilon, float exponentialAvgFactor, String dataFormat, boolean isTraining)
            implements Op {
        private BatchNorm norm() {
            return new BatchNorm(epsilon, exponentialAvgFactor, dataFormat, isTraining);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return norm().shapes(c, false);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return norm().kernel(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return FusedBatchNormV3.gradients(
                    c, new FusedBatchNormGradV3.FusedBatchNormGrad(epsilon, dataFormat, isTraining), isTraining);
        }

        static List<Sample> samples() {
            Tensor x = Tensor.wrap(new float[] {1, 10, 3, 30}, 1, 1, 2, 2);
            float[] scale = {2, 3};
            float[] offset = {5, -5};
            float[] mean = {2, 20};
            float[] variance = {3, 99};
            return List.of(
                    Sample.rough(new FusedBatchNorm(1, 1, "NHWC", false), x, scale, offset, mean, variance)
                            .gives(Tensor.wrap(new float[] {4, -8, 6, -2}, 1, 1, 2, 2), mean, variance, mean, variance),
                    Sample.refused(
                            "Invalid data format 'NDHWC'",
                            new FusedBatchNorm(1, 1, "NDHWC", true),
                            x,
                            scale,
                            offset,
                            mean,
                            variance));
        }
    }
}

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
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of batch normalisation by its input, scale and offset.
 *
 * @param epsilon what is added to the variance
 * @param dataFormat {@code NHWC} or {@code NCHW}, for volumes {@code NDHWC} or {@code NCDHW}
 * @param isTraining whether the moments were the batch's
 */
@OpDef(
        inputs = {
            "y_backprop: T",
            "x: T",
            "scale: float",
            "reserve_space_1: U",
            "reserve_space_2: U",
            "reserve_space_3: U"
        },
        outputs = {
            "x_backprop: T",
            "scale_backprop: U",
            "offset_backprop: U",
            "reserve_space_4: U",
            "reserve_space_5: U"
        },
        attrs = {
            "T: {half, bfloat16, float}",
            "U: {float}",
            "epsilon: float = 0.0001",
            "data_format: string = 'NHWC'",
            "is_training: bool = true"
        })
public record FusedBatchNormGradV3(float epsilon, String dataFormat, boolean isTraining) implements Op {
    /**
     * Adds the operation.
     *
     * @return the gradients by input, scale and offset
     */
    public static List<Output> of(
            Scope scope,
            Operand yBackprop,
            Operand x,
            Operand scale,
            Operand mean,
            Operand variance,
            float epsilon,
            String dataFormat,
            boolean isTraining) {
        FusedBatchNormGradV2 op = new FusedBatchNormGradV2(epsilon, dataFormat, isTraining);
        return scope.node(op, List.of(yBackprop, x, scale, mean, variance))
                .outputs()
                .subList(0, 3);
    }

    private BatchNorm norm() {
        return new BatchNorm(epsilon, 1, dataFormat, isTraining);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return norm().gradientShapes(c, true);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return norm().gradientKernel(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return new BatchNormGraph(c, norm()).gradients();
    }

    static List<Sample> samples() {
        float s = (float) Math.sqrt(3);
        float t = (float) Math.sqrt(99) / 10;
        Tensor x = Tensor.wrap(new float[] {2 - s, 20 - 10 * t, 2 + s, 20 + 10 * t}, 1, 1, 2, 2);
        Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 6}, 1, 1, 2, 2);
        float[] scale = {2, 3};
        float[] mean = {2, 20};
        float[] variance = {3, 99};
        float[] none = {};
        float[] byScale = {s, 4 * t};
        float[] byOffset = {4, 8};
        FusedBatchNormGradV3 training = new FusedBatchNormGradV3(1, "NHWC", true);
        return List.of(
                Sample.rough(training, grad, x, scale, mean, variance, 0f)
                        .gives(
                                Tensor.wrap(new float[] {-0.25f, -0.006f, 0.25f, 0.006f}, 1, 1, 2, 2),
                                byScale,
                                byOffset,
                                none,
                                none),
                Sample.rough(new FusedBatchNormGradV3(1, "NHWC", false), grad, x, scale, mean, variance, 0f)
                        .gives(Tensor.wrap(new float[] {1, 0.6f, 3, 1.8f}, 1, 1, 2, 2), byScale, byOffset, none, none),
                Sample.rough(
                                new FusedBatchNormGradV3(1, "NCHW", false),
                                Tensor.wrap(new float[] {1, 3, 2, 6}, 1, 2, 1, 2),
                                Tensor.wrap(new float[] {2 - s, 2 + s, 20 - 10 * t, 20 + 10 * t}, 1, 2, 1, 2),
                                scale,
                                mean,
                                variance,
                                0f)
                        .gives(Tensor.wrap(new float[] {1, 3, 0.6f, 1.8f}, 1, 2, 1, 2), byScale, byOffset, none, none),
                Sample.refused(
                        "x and y_backprop must have same shape",
                        training,
                        grad,
                        x.reshape(2, 1, 1, 2),
                        scale,
                        mean,
                        variance,
                        0f));
    }

    /**
     * An older form: without what other devices save.
     *
     * @param epsilon what is added to the variance
     * @param dataFormat {@code NHWC} or {@code NCHW}, for volumes {@code NDHWC} or {@code NCDHW}
     * @param isTraining whether the moments were the batch's
     */
    @OpDef(
            inputs = {"y_backprop: T", "x: T", "scale: float", "reserve_space_1: U", "reserve_space_2: U"},
            outputs = {
                "x_backprop: T",
                "scale_backprop: U",
                "offset_backprop: U",
                "reserve_space_3: U",
                "reserve_space_4: U"
            },
            attrs = {
                "T: {half, bfloat16, float}",
                "U: {float}",
                "epsilon: float = 0.0001",
                "data_format: string = 'NHWC'",
                "is_training: bool = true"
            })
    public record FusedBatchNormGradV2(float epsilon, String dataFormat, boolean isTraining) implements Op {
        private BatchNorm norm() {
            return new BatchNorm(epsilon, 1, dataFormat, isTraining);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return norm().gradientShapes(c, false);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return norm().gradientKernel(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return new BatchNormGraph(c, norm()).gradients();
        }

        static List<Sample> samples() {
            Tensor x = Tensor.wrap(new float[] {1, 10, 3, 30}, 1, 1, 2, 2);
            Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 6}, 1, 1, 2, 2);
            float[] none = {};
            return List.of(Sample.rough(
                            new FusedBatchNormGradV2(1, "NHWC", false),
                            grad,
                            x,
                            new float[] {2, 3},
                            new float[] {2, 20},
                            new float[] {3, 99})
                    .gives(
                            Tensor.wrap(new float[] {1, 0.6f, 3, 1.8f}, 1, 1, 2, 2),
                            new float[] {1, 4},
                            new float[] {4, 8},
                            none,
                            none));
        }
    }

    /**
     * An older form, of float32 alone: without what other devices save.
     *
     * @param epsilon what is added to the variance
     * @param dataFormat {@code NHWC} or {@code NCHW}, for volumes {@code NDHWC} or {@code NCDHW}
     * @param isTraining whether the moments were the batch's
     */
    @OpDef(
            inputs = {"y_backprop: T", "x: T", "scale: T", "reserve_space_1: T", "reserve_space_2: T"},
            outputs = {
                "x_backprop: T",
                "scale_backprop: T",
                "offset_backprop: T",
                "reserve_space_3: T",
                "reserve_space_4: T"
            },
            attrs = {"T: {float}", "epsilon: float = 0.0001", "data_format: string = 'NHWC'", "is_training: bool = true"
            })
    public record FusedBatchNormGrad(float epsilon, String dataFormat, boolean isTraining) implements Op {
        private BatchNorm norm() {
            return new BatchNorm(epsilon, 1, dataFormat, isTraining);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return norm().gradientShapes(c, false);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return norm().gradientKernel(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return new BatchNormGraph(c, norm()).gradients();
        }

        static List<Sample> samples() {
            Tensor x = Tensor.wrap(new float[] {1, 10, 3, 30}, 1, 1, 2, 2);
            Tensor grad = Tensor.wrap(new float[] {1, 2, 3, 6}, 1, 1, 2, 2);
            float[] none = {};
            return List.of(Sample.rough(
                            new FusedBatchNormGrad(1, "NHWC", false),
                            grad,
                            x,
                            new float[] {2, 3},
                            new float[] {2, 20},
                            new float[] {3, 99})
                    .gives(
                            Tensor.wrap(new float[] {1, 0.6f, 3, 1.8f}, 1, 1, 2, 2),
                            new float[] {1, 4},
                            new float[] {4, 8},
                            none,
                            none));
        }
    }
}

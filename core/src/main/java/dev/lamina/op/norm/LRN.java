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
 * Local response normalisation: each element divided by {@code (bias + alpha * s)^beta}, where s is the sum of the squares of the
 * channels of its place up to {@code depthRadius} away.
 *
 * @param depthRadius how many channels on either side count
 * @param bias what keeps the divisor from 0
 * @param alpha the factor of the sum
 * @param beta the exponent
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {
            "depth_radius: int = 5",
            "bias: float = 1",
            "alpha: float = 1",
            "beta: float = 0.5",
            "T: {half, bfloat16, float} = float"
        })
public record LRN(long depthRadius, float bias, float alpha, float beta) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, int depthRadius, float bias, float alpha, float beta) {
        return scope.output(new LRN(depthRadius, bias, alpha, beta), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.withRank(0, 4, "in");
        if (depthRadius < 0) {
            throw c.error("depth_radius = " + depthRadius + " must be non-negative");
        }
        return List.of(shape);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Responses.of(c, this);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        LRNGrad grad = new LRNGrad(depthRadius, bias, alpha, beta);
        return List.of(c.scope().output(grad, c.upstream(0), c.input(0), c.output(0)));
    }

    static List<Sample> samples() {
        LRN all = new LRN(5, 1, 1, 0.5f);
        Tensor x = Tensor.wrap(new float[] {2, 2, 2, 2, 0.5f}, 1, 1, 1, 5);
        return List.of(
                // 1 + 4 + 4 of the two at the left, 1 + 4 + 4 + 4 of the next, …
                Sample.of(new LRN(1, 1, 1, 0.5f), x)
                        .gives(Tensor.wrap(
                                new float[] {
                                    2 / 3f,
                                    2 / (float) Math.sqrt(13),
                                    2 / (float) Math.sqrt(13),
                                    2 / (float) Math.sqrt(9.25),
                                    0.5f / (float) Math.sqrt(5.25)
                                },
                                1,
                                1,
                                1,
                                5)),
                Sample.of(new LRN(5, 2, 0.5f, 1), Tensor.wrap(new float[] {2, 4}, 1, 1, 1, 2))
                        .gives(Tensor.wrap(new float[] {1 / 6f, 1 / 3f}, 1, 1, 1, 2)),
                Sample.rough(all, Tensor.wrap(new float[0], 0, 1, 1, 2)).gives(Tensor.wrap(new float[0], 0, 1, 1, 2)),
                Sample.rough(all, Tensor.wrap(new float[] {Float.NaN}, 1, 1, 1, 1))
                        .gives(Tensor.wrap(new float[] {Float.NaN}, 1, 1, 1, 1)),
                Sample.refused("in must have rank 4", all, (Object) new float[2][2]),
                Sample.refused("depth_radius = -1", new LRN(-1, 1, 1, 1), x));
    }

    /**
     * The gradient of the normalisation.
     *
     * @param depthRadius how many channels on either side count
     * @param bias what keeps the divisor from 0
     * @param alpha the factor of the sum
     * @param beta the exponent
     */
    @OpDef(
            inputs = {"input_grads: T", "input_image: T", "output_image: T"},
            outputs = "output: T",
            attrs = {
                "depth_radius: int = 5",
                "bias: float = 1",
                "alpha: float = 1",
                "beta: float = 0.5",
                "T: {half, bfloat16, float} = float"
            })
    public record LRNGrad(long depthRadius, float bias, float alpha, float beta) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape shape = c.withRank(0, 4, "input_grads");
            for (int i = 1; i < 3; i++) {
                if (!shape.isCompatibleWith(c.shape(i))) {
                    throw c.error("input_grads, input_image, and out_image should have the same shape, but are " + shape
                            + " and " + c.shape(i));
                }
                shape = shape.merge(c.shape(i));
            }
            return List.of(shape);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return Responses.gradient(c, new LRN(depthRadius, bias, alpha, beta));
        }

        static List<Sample> samples() {
            LRNGrad all = new LRNGrad(5, 2, 0.5f, 1);
            Tensor x = Tensor.wrap(new float[] {2, 4}, 1, 1, 1, 2);
            Tensor y = Tensor.wrap(new float[] {1 / 6f, 1 / 3f}, 1, 1, 1, 2);
            // y = x / n with n = 12: dx = dy / n - 2 alpha beta x * sum(dy * y) / n.
            return List.of(
                    Sample.rough(all, Tensor.wrap(new float[] {12, 24}, 1, 1, 1, 2), x, y)
                            .gives(Tensor.wrap(new float[] {1 - 10 / 6f, 2 - 20 / 6f}, 1, 1, 1, 2)),
                    Sample.refused("should have the same shape", all, x, x, y.reshape(1, 2, 1, 1)));
        }
    }
}

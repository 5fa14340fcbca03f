package dev.lamina.op.image;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link NonMaxSuppressionV4}, with the scores of the chosen boxes; and if {@code soft_nms_sigma} is above 0, a box is not
 * suppressed, but its score is multiplied by exp(-overlap² / (2 sigma)) for each that was chosen before (Bodla et al.,
 * Soft-NMS, ICCV 2017).
 *
 * @param padToMaxOutputSize whether zeros follow up to {@code max_output_size}, so that the shape is always the same
 */
@OpDef(
        inputs = {
            "boxes: T",
            "scores: T",
            "max_output_size: int32",
            "iou_threshold: T",
            "score_threshold: T",
            "soft_nms_sigma: T"
        },
        outputs = {"selected_indices: int32", "selected_scores: T", "valid_outputs: int32"},
        attrs = {"T: {half, float} = float", "pad_to_max_output_size: bool = false"})
public record NonMaxSuppressionV5(boolean padToMaxOutputSize) implements ShapedByKernel {
    /** Adds the operation: the boxes' numbers, their scores, and how many there are; not padded. */
    public static List<Output> of(
            Scope scope,
            Operand boxes,
            Operand scores,
            Operand maxOutputSize,
            Operand iouThreshold,
            Operand scoreThreshold,
            Operand softNmsSigma) {
        return scope.node(
                        new NonMaxSuppressionV5(false),
                        List.of(boxes, scores, maxOutputSize, iouThreshold, scoreThreshold, softNmsSigma))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Suppression.check(c);
        Shape chosen = padToMaxOutputSize ? Shape.of(Suppression.padded(c)) : Shape.unknown(1);
        return List.of(chosen, chosen, Shape.scalar());
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        return output < 2 && !padToMaxOutputSize;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Suppression suppression = Suppression.ofBoxes(c, inputs);
            int length = padToMaxOutputSize ? outputs[0].size() : suppression.count();
            ShapedByKernel.give(outputs[0], suppression.indices(length));
            ShapedByKernel.give(outputs[1], suppression.scores(length, inputs[1].dtype()));
            outputs[2].ints()[0] = suppression.count();
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        float[][] boxes = NonMaxSuppressionV3.boxes();
        float[] scores = {0.9f, 0.75f, 0.6f, 0.95f, 0.5f, 0.3f};
        return List.of(
                // The example of TensorFlow's own test of soft suppression.
                Sample.rough(new NonMaxSuppressionV5(false), boxes, scores, 6, 0.5f, 0f, 0.5f)
                        .gives(
                                new int[] {3, 0, 1, 5, 4, 2},
                                new float[] {0.95f, 0.9f, 0.384f, 0.3f, 0.256f, 0.196973f},
                                6),
                // In float16 each result on the way is rounded: one score sinks to 0.
                Sample.rough(
                                new NonMaxSuppressionV5(false),
                                half(boxes),
                                half(scores),
                                6,
                                half(0.5f),
                                half(0f),
                                half(0.0265f))
                        .gives(
                                new int[] {3, 0, 5, 1, 4},
                                half(new float[] {0.95f, 0.9f, 0.3f, 2.4437904e-6f, 1.7881393e-6f}),
                                5),
                Sample.rough(new NonMaxSuppressionV5(true), boxes, scores, 4, 0.5f, 0f, 0f)
                        .gives(new int[] {3, 0, 5, 0}, new float[] {0.95f, 0.9f, 0.3f, 0}, 3),
                Sample.refused(
                        "soft_nms_sigma must be >= 0",
                        new NonMaxSuppressionV5(false),
                        boxes,
                        scores,
                        4,
                        0.5f,
                        0f,
                        -1f));
    }

    private static Tensor half(Object value) {
        return Tensor.of(value, DType.FLOAT16);
    }
}

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
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link NonMaxSuppressionV3}, and how many boxes were chosen.
 *
 * @param padToMaxOutputSize whether zeros follow up to {@code max_output_size}, so that the shape is always the same
 */
@OpDef(
        inputs = {
            "boxes: T",
            "scores: T",
            "max_output_size: int32",
            "iou_threshold: T_threshold",
            "score_threshold: T_threshold"
        },
        outputs = {"selected_indices: int32", "valid_outputs: int32"},
        attrs = {
            "T: {half, float} = float",
            "T_threshold: {half, float} = float",
            "pad_to_max_output_size: bool = false"
        })
public record NonMaxSuppressionV4(boolean padToMaxOutputSize) implements ShapedByKernel {
    /** Adds the operation: the boxes' numbers, padded, and how many there are. */
    public static List<Output> of(
            Scope scope,
            Operand boxes,
            Operand scores,
            Operand maxOutputSize,
            Operand iouThreshold,
            Operand scoreThreshold) {
        return scope.node(
                        new NonMaxSuppressionV4(true),
                        List.of(boxes, scores, maxOutputSize, iouThreshold, scoreThreshold))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Suppression.check(c);
        return List.of(padToMaxOutputSize ? Shape.of(Suppression.padded(c)) : Shape.unknown(1), Shape.scalar());
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        return output == 0 && !padToMaxOutputSize;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Suppression suppression = Suppression.ofBoxes(c, inputs);
            int length = padToMaxOutputSize ? outputs[0].size() : suppression.count();
            ShapedByKernel.give(outputs[0], suppression.indices(length));
            outputs[1].ints()[0] = suppression.count();
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
                Sample.rough(new NonMaxSuppressionV4(true), boxes, scores, 5, 0.5f, 0.4f)
                        .gives(new int[] {3, 0, 0, 0, 0}, 2),
                Sample.rough(new NonMaxSuppressionV4(false), boxes, scores, 5, 0.5f, 0.4f)
                        .gives(new int[] {3, 0}, 2),
                Sample.refused(
                        "output size must be non-negative",
                        new NonMaxSuppressionV4(true),
                        boxes,
                        scores,
                        -1,
                        0.5f,
                        0.4f));
    }
}

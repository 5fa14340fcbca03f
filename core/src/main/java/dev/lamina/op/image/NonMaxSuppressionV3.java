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
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Superseded;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of boxes chosen by their scores, the highest first: those above {@code score_threshold} that overlap with no
 * box chosen before by more than {@code iou_threshold} (intersection over union), {@code max_output_size} at most.
 *
 * <p>Boxes are [n, 4], two opposite corners (y, x) each; scores are [n].
 */
@OpDef(
        inputs = {
            "boxes: T",
            "scores: T",
            "max_output_size: int32",
            "iou_threshold: T_threshold",
            "score_threshold: T_threshold"
        },
        outputs = "selected_indices: int32",
        attrs = {"T: {half, float} = float", "T_threshold: {half, float} = float"})
public record NonMaxSuppressionV3() implements ShapedByKernel {
    /** Adds the operation. */
    public static Output of(
            Scope scope,
            Operand boxes,
            Operand scores,
            Operand maxOutputSize,
            Operand iouThreshold,
            Operand scoreThreshold) {
        return scope.output(new NonMaxSuppressionV3(), boxes, scores, maxOutputSize, iouThreshold, scoreThreshold);
    }

    /** The form without a threshold for scores. */
    @OpDef(
            inputs = {"boxes: T", "scores: T", "max_output_size: int32", "iou_threshold: T_threshold"},
            outputs = "selected_indices: int32",
            attrs = {"T: {half, float} = float", "T_threshold: {half, float} = float"})
    record NonMaxSuppressionV2() implements Superseded {
        @Override
        public Op successor() {
            return new NonMaxSuppressionV3();
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            return List.of(
                    given.get(0),
                    given.get(1),
                    given.get(2),
                    given.get(3),
                    Const.of(
                            scope.named("score_threshold"),
                            Float.NEGATIVE_INFINITY,
                            given.get(3).dtype()));
        }
    }

    /** The form whose threshold for overlaps is an attribute, and that has none for scores. */
    @OpDef(
            inputs = {"boxes: float", "scores: float", "max_output_size: int32"},
            outputs = "selected_indices: int32",
            attrs = "iou_threshold: float = 0.5")
    record NonMaxSuppression(float iouThreshold) implements Superseded {
        @Override
        public Op successor() {
            return new NonMaxSuppressionV3();
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            return List.of(
                    given.get(0),
                    given.get(1),
                    given.get(2),
                    Const.of(scope.named("iou_threshold"), iouThreshold),
                    Const.of(scope.named("score_threshold"), Float.NEGATIVE_INFINITY));
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Suppression.check(c);
        return List.of(Shape.unknown(1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Suppression suppression = Suppression.ofBoxes(c, inputs);
            ShapedByKernel.give(outputs[0], suppression.indices(suppression.count()));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    /** Six boxes of which the second overlaps with the first, the fourth with the fifth, and two are nearly alike. */
    static float[][] boxes() {
        return new float[][] {
            {0, 0, 1, 1},
            {0, 0.1f, 1, 1.1f},
            {0, -0.1f, 1, 0.9f},
            {0, 10, 1, 11},
            {0, 10.1f, 1, 11.1f},
            {0, 100, 1, 101}
        };
    }

    static List<Sample> samples() {
        float[] scores = {0.9f, 0.75f, 0.6f, 0.95f, 0.5f, 0.3f};
        NonMaxSuppressionV3 op = new NonMaxSuppressionV3();
        float none = Float.NEGATIVE_INFINITY;
        return List.of(
                Sample.rough(op, boxes(), scores, 3, 0.5f, 0f).gives((Object) new int[] {3, 0, 5}),
                Sample.rough(op, boxes(), scores, 30, 0.5f, none).gives((Object) new int[] {3, 0, 5}),
                Sample.rough(op, boxes(), scores, 3, 0.5f, 0.4f).gives((Object) new int[] {3, 0}),
                Sample.rough(op, boxes(), scores, 0, 0.5f, 0f).gives((Object) new int[0]),
                Sample.rough(
                                op,
                                new float[][] {{1, 1, 0, 0}, {0, 0, 1, 1}, {0, 0, 0, 9}},
                                new float[] {1, 1, 1},
                                9,
                                0f,
                                0f)
                        .gives((Object) new int[] {0, 2}),
                Sample.rough(op, boxes(), new float[] {Float.NaN, 0, 0, 0, 0, 1}, 2, 1f, 0f)
                        .gives((Object) new int[] {5}),
                Sample.rough(op, Tensor.of(boxes(), DType.FLOAT16), Tensor.of(scores, DType.FLOAT16), 2, 0.5f, 0f)
                        .gives((Object) new int[] {3, 0}),
                Sample.rough(op, Tensor.zeros(DType.FLOAT32, Shape.of(0, 4)), new float[0], 2, 0.5f, 0f)
                        .gives((Object) new int[0]),
                Sample.refused("boxes must have 4 columns", op, new float[6][3], scores, 3, 0.5f, 0f),
                Sample.refused("are 6 and 2", op, boxes(), new float[2], 3, 0.5f, 0f),
                Sample.refused("iou_threshold must be in [0, 1]", op, boxes(), scores, 3, 1.5f, 0f),
                Sample.refused("output size must be non-negative", op, boxes(), scores, -1, 0.5f, 0f));
    }
}

package dev.lamina.op.image;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
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
 * As {@link NonMaxSuppressionV3}, for boxes of any form whose overlaps are given, [n, n].
 */
@OpDef(
        inputs = {
            "overlaps: float",
            "scores: float",
            "max_output_size: int32",
            "overlap_threshold: float",
            "score_threshold: float"
        },
        outputs = "selected_indices: int32")
public record NonMaxSuppressionWithOverlaps() implements ShapedByKernel {
    /** Adds the operation. */
    public static Output of(
            Scope scope,
            Operand overlaps,
            Operand scores,
            Operand maxOutputSize,
            Operand overlapThreshold,
            Operand scoreThreshold) {
        return scope.output(
                new NonMaxSuppressionWithOverlaps(), overlaps, scores, maxOutputSize, overlapThreshold, scoreThreshold);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape overlaps = c.withRank(0, 2, "overlaps");
        if (!overlaps.slice(0, 1).isCompatibleWith(overlaps.slice(1, 2))) {
            throw c.error("overlaps must be square" + overlaps);
        }
        Suppression.checkCounts(c, overlaps, c.withRank(1, 1, "scores"));
        return List.of(Shape.unknown(1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int boxes = (int) c.inputShape(0).dim(0);
        return (inputs, outputs) -> {
            float[] overlaps = inputs[0].floats();
            Suppression suppression = Suppression.run(c, inputs, (box, other) -> overlaps[box * boxes + other]);
            ShapedByKernel.give(outputs[0], suppression.indices(suppression.count()));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        float[][] overlaps = {{1, 0.6f, 0.2f}, {0.6f, 1, 0.9f}, {0.2f, 0.9f, 1}};
        float[] scores = {0.5f, 0.4f, 0.3f};
        return List.of(
                Sample.rough(new NonMaxSuppressionWithOverlaps(), overlaps, scores, 3, 0.5f, 0f)
                        .gives((Object) new int[] {0, 2}),
                Sample.refused(
                        "overlaps must be square",
                        new NonMaxSuppressionWithOverlaps(),
                        new float[2][3],
                        new float[2],
                        3,
                        0.5f,
                        0f));
    }
}

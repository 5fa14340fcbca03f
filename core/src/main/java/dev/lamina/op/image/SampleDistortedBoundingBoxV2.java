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
import dev.lamina.graph.Superseded;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.random.PhiloxStream;
import dev.lamina.kernel.random.PhiloxWords;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A random part of a picture that contains at least a fraction of one of some boxes [batch, n, 4]: where it begins and how large it is, as
 * {@code Slice} takes them, and as a box [1, 1, 4]. The picture's size is height, width and channels.
 *
 * @param seed the first seed; with both 0, the numbers are others in each session
 * @param seed2 the second seed
 * @param aspectRatioRange the least and the greatest width by height
 * @param areaRange the least and the greatest fraction of the picture
 * @param maxAttempts how often a part is drawn until one contains enough; after that the whole picture is taken
 * @param useImageIfNoBoundingBoxes whether, where there are no boxes, the whole picture is one
 */
@OpDef(
        inputs = {"image_size: T", "bounding_boxes: float", "min_object_covered: float"},
        outputs = {"begin: T", "size: T", "bboxes: float"},
        attrs = {
            "T: {uint8, int8, int16, int32, int64}",
            "seed: int = 0",
            "seed2: int = 0",
            "aspect_ratio_range: list(float) = [0.75, 1.33]",
            "area_range: list(float) = [0.05, 1.0]",
            "max_attempts: int = 100",
            "use_image_if_no_bounding_boxes: bool = false"
        },
        stateful = true)
public record SampleDistortedBoundingBoxV2(
        long seed,
        long seed2,
        List<Float> aspectRatioRange,
        List<Float> areaRange,
        long maxAttempts,
        boolean useImageIfNoBoundingBoxes)
        implements Op {
    /** Adds the operation, seeded by the graph's seed and the operation's name; where there are no boxes, the picture is one. */
    public static List<Output> of(Scope scope, Operand imageSize, Operand boundingBoxes, Operand minObjectCovered) {
        Scope named = scope.reserve("SampleDistortedBoundingBoxV2");
        Seeds seeds = Seeds.of(named, null);
        Op op = new SampleDistortedBoundingBoxV2(
                seeds.seed(), seeds.seed2(), List.of(0.75f, 1.33f), List.of(0.05f, 1f), 100, true);
        return named.node(op, List.of(imageSize, boundingBoxes, minObjectCovered))
                .outputs();
    }

    /** The form whose fraction is an attribute. */
    @OpDef(
            inputs = {"image_size: T", "bounding_boxes: float"},
            outputs = {"begin: T", "size: T", "bboxes: float"},
            attrs = {
                "T: {uint8, int8, int16, int32, int64}",
                "seed: int = 0",
                "seed2: int = 0",
                "min_object_covered: float = 0.1",
                "aspect_ratio_range: list(float) = [0.75, 1.33]",
                "area_range: list(float) = [0.05, 1.0]",
                "max_attempts: int = 100",
                "use_image_if_no_bounding_boxes: bool = false"
            },
            stateful = true)
    record SampleDistortedBoundingBox(
            long seed,
            long seed2,
            float minObjectCovered,
            List<Float> aspectRatioRange,
            List<Float> areaRange,
            long maxAttempts,
            boolean useImageIfNoBoundingBoxes)
            implements Superseded {
        @Override
        public Op successor() {
            return new SampleDistortedBoundingBoxV2(
                    seed, seed2, aspectRatioRange, areaRange, maxAttempts, useImageIfNoBoundingBoxes);
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            Output covered = Const.of(scope.named("min_object_covered"), minObjectCovered);
            return List.of(given.get(0), given.get(1), covered);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        checkRanges(c);
        Shape size = c.withRank(0, 1, "image_size");
        if (size.dim(0) >= 0 && size.dim(0) != 3) {
            throw c.error("image_size must contain 3 elements" + size);
        }
        Shape boxes = c.withRank(1, 3, "bounding_boxes");
        if (boxes.dim(2) >= 0 && boxes.dim(2) != 4) {
            throw c.error("bounding boxes must have shape [4] or [*, 4], got " + boxes);
        }
        c.withRank(2, 0, "min_object_covered");
        return List.of(Shape.of(3), Shape.of(3), Shape.of(1, 1, 4));
    }

    private void checkRanges(ShapeContext c) {
        if (aspectRatioRange.size() != 2 || areaRange.size() != 2) {
            throw c.error("Aspect ratio range and area range must specify 2 dimensions");
        }
        if (!(aspectRatioRange.get(0) > 0 && aspectRatioRange.get(1) > 0)) {
            throw c.error("Aspect ratio range must be non-negative: " + aspectRatioRange);
        }
        if (!(areaRange.get(0) > 0 && areaRange.get(1) > 0 && areaRange.get(0) <= 1 && areaRange.get(1) <= 1)) {
            throw c.error("Area range must be positive and less then or equal to 1.0: " + areaRange);
        }
        if (maxAttempts <= 0) {
            throw c.error("Max attempts must be non-negative: " + maxAttempts);
        }
    }

    @Override
    public Kernel kernel(KernelContext c) {
        PhiloxStream stream = c.state(PhiloxStream.class, () -> new PhiloxStream(seed, seed2));
        Philox start = new Philox(0, 0);
        return (inputs, outputs) -> {
            long height = inputs[0].asLong(0);
            long width = inputs[0].asLong(1);
            if (height < 0 || width < 0 || height >= Integer.MAX_VALUE || width >= Integer.MAX_VALUE) {
                throw c.error("image height and width cannot be negative or >= int32 max: " + height + ", " + width);
            }
            float covered = inputs[2].floats()[0];
            if (!(covered >= 0)) {
                throw c.error("Min object covered must be non-negative: " + covered);
            }
            stream.reserveWords(4 * maxAttempts, start);
            RandomCrop crop = new RandomCrop((int) width, (int) height, new PhiloxWords(start));
            addBoxes(c, inputs[1], crop);
            int[] part = crop.draw(aspectRatioRange, areaRange, covered, maxAttempts);
            give(outputs[0], new long[] {part[1], part[0], 0});
            give(outputs[1], new long[] {part[3] - part[1], part[2] - part[0], -1});
            float[] box = outputs[2].floats();
            box[0] = part[1] / (float) height;
            box[1] = part[0] / (float) width;
            box[2] = part[3] / (float) height;
            box[3] = part[2] / (float) width;
        };
    }

    private void addBoxes(KernelContext c, Buffer boxes, RandomCrop crop) {
        for (int i = 0; i < boxes.size(); i++) {
            float edge = boxes.floats()[i];
            if (!(edge >= 0 && edge <= 1)) {
                throw c.error("All bounding box coordinates must be in [0.0, 1.0]: " + edge);
            }
        }
        if (boxes.size() == 0 && !useImageIfNoBoundingBoxes) {
            throw c.error("No bounding boxes provided as input. One must enable use_image_if_no_bounding_boxes if you"
                    + " wish to not provide any bounding boxes.");
        }
        if (boxes.size() == 0) {
            crop.addBox(0, 0, 1, 1);
        }
        for (int i = 0; i < boxes.size(); i += 4) {
            float[] edges = boxes.floats();
            crop.addBox(edges[i], edges[i + 1], edges[i + 2], edges[i + 3]);
        }
    }

    private static void give(Buffer output, long[] values) {
        output.copyFrom(Tensor.of(values).cast(output.dtype()).buffer());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        SampleDistortedBoundingBoxV2 op =
                new SampleDistortedBoundingBoxV2(1, 2, List.of(0.75f, 1.33f), List.of(0.05f, 1f), 100, false);
        SampleDistortedBoundingBoxV2 whole =
                new SampleDistortedBoundingBoxV2(1, 2, List.of(1f, 1f), List.of(1f, 1f), 10, true);
        float[][][] box = {{{0.2f, 0.2f, 0.8f, 0.7f}}};
        return List.of(
                Sample.rough(op, new int[] {50, 60, 3}, box, 0.5f),
                // There is one square that is all of a square picture.
                Sample.rough(whole, new long[] {40, 40, 1}, box, 1f)
                        .gives(new long[] {0, 0, 0}, new long[] {40, 40, -1}, new float[][][] {{{0, 0, 1, 1}}}),
                Sample.rough(whole, new int[] {40, 40, 1}, Tensor.zeros(DType.FLOAT32, Shape.of(1, 0, 4)), 0.1f)
                        .gives(new int[] {0, 0, 0}, new int[] {40, 40, -1}, new float[][][] {{{0, 0, 1, 1}}}),
                // No part covers twice a box, so it is the whole picture in the end.
                Sample.rough(op, new int[] {50, 60, 3}, box, 2f)
                        .gives(new int[] {0, 0, 0}, new int[] {50, 60, -1}, new float[][][] {{{0, 0, 1, 1}}}),
                Sample.refused(
                        "No bounding boxes provided",
                        op,
                        new int[] {5, 6, 3},
                        Tensor.zeros(DType.FLOAT32, Shape.of(1, 0, 4)),
                        0.1f),
                Sample.refused(
                        "must be in [0.0, 1.0]: 1.5",
                        op,
                        new int[] {5, 6, 3},
                        new float[][][] {{{0, 0, 1.5f, 1}}},
                        0.1f),
                Sample.refused("image_size must contain 3 elements", op, new int[] {5, 6}, box, 0.1f));
    }
}

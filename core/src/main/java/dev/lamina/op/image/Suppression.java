package dev.lamina.op.image;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Chooses boxes by their scores, the highest first, of equal ones the first, but none that one already chosen suppresses.
 */
final class Suppression {
    /** How much two boxes are alike. */
    interface Likeness {
        float of(int box, int other);
    }

    private record Candidate(int box, float score, int comparedWith) {}

    private final float[] scores;
    private final Likeness likeness;
    private final float threshold;
    private final float leastScore;
    private final float sigma;
    private final Rounding rounding;
    private final List<Candidate> chosen = new ArrayList<>();

    /**
     * For boxes of these scores.
     *
     * @param threshold boxes more alike than this suppress each other
     * @param leastScore only scores above this count
     * @param sigma if it is above 0, the scores of boxes that are alike sink instead
     * @param rounding what is done to each score that sinks
     */
    Suppression(float[] scores, Likeness likeness, float threshold, float leastScore, float sigma, Rounding rounding) {
        this.scores = scores;
        this.likeness = likeness;
        this.threshold = threshold;
        this.leastScore = leastScore;
        this.sigma = sigma;
        this.rounding = rounding;
    }

    /** Chooses so many boxes at most. */
    void run(long most) {
        PriorityQueue<Candidate> queue = new PriorityQueue<>(
                Comparator.comparingDouble((Candidate each) -> -each.score).thenComparingInt(Candidate::box));
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > leastScore) {
                queue.add(new Candidate(i, scores[i], 0));
            }
        }
        while (chosen.size() < most && !queue.isEmpty()) {
            Candidate next = queue.remove();
            float score = suppressed(next);
            if (score == next.score) {
                chosen.add(next);
            } else if (score > leastScore) {
                queue.add(new Candidate(next.box, score, chosen.size()));
            }
        }
    }

    /** The score that those chosen since the last time leave to a box; NaN if they suppress it. */
    private float suppressed(Candidate box) {
        float score = box.score;
        for (int i = chosen.size() - 1; i >= box.comparedWith; i--) {
            float alike = likeness.of(box.box, chosen.get(i).box);
            if (sigma <= 0 && alike > threshold) {
                return Float.NaN;
            }
            score = sigma > 0 ? rounding.of(score * weight(alike)) : score;
            if (score <= leastScore) {
                return score;
            }
        }
        return score;
    }

    private float weight(float alike) {
        float scale = rounding.of(-0.5f / sigma);
        return rounding.of((float) StrictMath.exp(rounding.of(rounding.of(scale * alike) * alike)));
    }

    /** How many were chosen. */
    int count() {
        return chosen.size();
    }

    /** The numbers of the chosen boxes; zeros behind them up to a length. */
    Tensor indices(int length) {
        int[] indices = new int[length];
        for (int i = 0; i < chosen.size(); i++) {
            indices[i] = chosen.get(i).box;
        }
        return Tensor.wrap(indices, length);
    }

    /** Their scores, with zeros behind them. */
    Tensor scores(int length, DType type) {
        float[] values = new float[length];
        for (int i = 0; i < chosen.size(); i++) {
            values[i] = chosen.get(i).score;
        }
        return Tensor.wrap(values, length).cast(type);
    }

    /** The shape rule for boxes and scores, how many are wanted and what else are scalars. */
    static void check(ShapeContext c) {
        Shape boxes = c.withRank(0, 2, "boxes");
        Shape scores = c.withRank(1, 1, "scores");
        if (boxes.dim(1) >= 0 && boxes.dim(1) != 4) {
            throw c.error("boxes must have 4 columns (Dimension must be 4 but is " + boxes.dim(1) + ")");
        }
        checkCounts(c, boxes, scores);
    }

    /** The shape rule for as many scores as rows, and scalars behind them. */
    static void checkCounts(ShapeContext c, Shape rows, Shape scores) {
        if (!rows.slice(0, 1).isCompatibleWith(scores)) {
            throw c.error("scores has incompatible shape (Dimensions must be equal, but are " + rows.dim(0) + " and "
                    + scores.dim(0) + ")");
        }
        String[] names = {"max_output_size", "iou_threshold", "score_threshold", "soft_nms_sigma"};
        for (int i = 2; i < c.inputs(); i++) {
            c.withRank(i, 0, names[i - 2]);
        }
    }

    /** The length of what is padded: that which the third input says. */
    static long padded(ShapeContext c) {
        Tensor most = c.value(2);
        if (most != null && most.longValue() < 0) {
            throw c.error("output size must be non-negative");
        }
        return most == null ? -1 : most.longValue();
    }

    /** Runs on boxes, scores, a number, two thresholds and perhaps a sigma. */
    static Suppression ofBoxes(KernelContext c, Buffer[] inputs) {
        float threshold = (float) inputs[3].asDouble(0);
        if (!(threshold >= 0 && threshold <= 1)) {
            throw c.error("iou_threshold must be in [0, 1]");
        }
        return run(c, inputs, new Overlap(floats(inputs[0]), Rounding.to(c.inputType(0)))::of);
    }

    /** Runs on a likeness, scores, a number, two thresholds and perhaps a sigma. */
    static Suppression run(KernelContext c, Buffer[] inputs, Likeness likeness) {
        long most = inputs[2].asLong(0);
        if (most < 0) {
            throw c.error("output size must be non-negative");
        }
        float sigma = inputs.length > 5 ? (float) inputs[5].asDouble(0) : 0;
        if (!(sigma >= 0)) {
            throw c.error("soft_nms_sigma must be >= 0");
        }
        float threshold = (float) inputs[3].asDouble(0);
        float leastScore = (float) inputs[4].asDouble(0);
        Rounding rounding = Rounding.to(c.inputType(1));
        Suppression suppression = new Suppression(
                floats(inputs[1]),
                likeness,
                rounding.of(threshold),
                rounding.of(leastScore),
                rounding.of(sigma),
                rounding);
        suppression.run(most);
        return suppression;
    }

    private static float[] floats(Buffer buffer) {
        float[] values = new float[buffer.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) buffer.asDouble(i);
        }
        return values;
    }

    /** What TensorFlow does to each result of a type that it computes in. */
    interface Rounding {
        float of(float result);

        static Rounding to(DType type) {
            return type == DType.FLOAT16
                    ? result -> Float.float16ToFloat(Float.floatToFloat16(result))
                    : result -> result;
        }
    }

    /** The intersection of two boxes, given by two corners each, over their union. */
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    private record Overlap(float[] boxes, Rounding rounding) {
        float of(int box, int other) {
            float area = area(box);
            float otherArea = area(other);
            if (area <= 0 || otherArea <= 0) {
                return 0;
            }
            float intersection = rounding.of(common(box, other, 0) * common(box, other, 1));
            float union = rounding.of(rounding.of(area + otherArea) - intersection);
            return rounding.of(intersection / union);
        }

        private float common(int box, int other, int axis) {
            float end = Math.min(greater(box, axis), greater(other, axis));
            return Math.max(rounding.of(end - Math.max(lesser(box, axis), lesser(other, axis))), 0);
        }

        private float area(int box) {
            float high = rounding.of(greater(box, 0) - lesser(box, 0));
            return rounding.of(high * rounding.of(greater(box, 1) - lesser(box, 1)));
        }

        private float greater(int box, int axis) {
            return Math.max(boxes[4 * box + axis], boxes[4 * box + axis + 2]);
        }

        private float lesser(int box, int axis) {
            return Math.min(boxes[4 * box + axis], boxes[4 * box + axis + 2]);
        }
    }
}

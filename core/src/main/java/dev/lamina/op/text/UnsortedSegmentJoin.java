package dev.lamina.op.text;

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
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one segment joined to one, in their order: {@code segment_ids} says which segment each is of, in the shape of the
 * inputs' first axes.
 *
 * @param separator what comes between two
 */
@OpDef(
        inputs = {"inputs: string", "segment_ids: Tindices", "num_segments: Tnumsegments"},
        outputs = "output: string",
        attrs = {"separator: string = ''", "Tindices: {int32, int64}", "Tnumsegments: {int32, int64} = int32"})
public record UnsortedSegmentJoin(String separator) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand inputs, Operand segmentIds, Operand numSegments, String separator) {
        return scope.output(new UnsortedSegmentJoin(separator), inputs, segmentIds, numSegments);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape inputs = c.shape(0);
        Shape ids = c.shape(1);
        c.withRank(2, 0, "num_segments");
        Tensor count = c.value(2);
        if (count != null && count.longValue() < 0) {
            throw c.error("num_segments must be non-negative, got " + count.longValue());
        }
        if (!inputs.hasRank() || !ids.hasRank()) {
            return List.of(Shape.unknown());
        }
        if (ids.rank() > inputs.rank() || !ids.isCompatibleWith(inputs.slice(0, ids.rank()))) {
            throw c.error("segment_ids of shape " + ids + " must be a prefix of the shape of the inputs, " + inputs);
        }
        Shape rest = inputs.slice(ids.rank(), inputs.rank());
        return List.of(Shape.of(count == null ? -1 : count.longValue()).concat(rest));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int ids = c.inputShape(1).size();
        int row = Strides.count(
                c.inputShape(0), c.inputShape(1).rank(), c.inputShape(0).rank());
        byte[] between = separator.getBytes(StandardCharsets.UTF_8);
        return (inputs, outputs) -> {
            ByteArrayOutputStream[] texts = new ByteArrayOutputStream[outputs[0].size()];
            for (int i = 0; i < ids; i++) {
                long segment = inputs[1].asLong(i);
                if (segment < 0 || (segment * row >= texts.length && row > 0)) {
                    throw c.error("segment_ids are not allowed to exceed num_segments or to have negative values: "
                            + "segment_ids[" + i + "] = " + segment);
                }
                for (int k = 0; k < row; k++) {
                    int at = (int) segment * row + k;
                    if (texts[at] == null) {
                        texts[at] = new ByteArrayOutputStream();
                    } else {
                        texts[at].writeBytes(between);
                    }
                    texts[at].writeBytes(inputs[0].strings()[i * row + k]);
                }
            }
            for (int i = 0; i < texts.length; i++) {
                outputs[0].strings()[i] = texts[i] == null ? new byte[0] : texts[i].toByteArray();
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        String[] words = {"this", "a", "test", "is"};
        return List.of(
                Sample.rough(new UnsortedSegmentJoin(":"), words, new int[] {0, 1, 1, 0}, 3)
                        .gives((Object) new String[] {"this:is", "a:test", ""}),
                Sample.rough(
                                new UnsortedSegmentJoin(""),
                                new String[][] {{"Y", "q"}, {"Y", "6"}, {"p", "G"}},
                                new long[] {1, 0, 1},
                                2)
                        .gives((Object) new String[][] {{"Y", "6"}, {"Yp", "qG"}}),
                Sample.refused(
                        "have negative values: segment_ids[0] = -1",
                        new UnsortedSegmentJoin(""),
                        words,
                        new int[] {-1, 0, -1, 0},
                        1L),
                Sample.refused(
                        "not allowed to exceed num_segments or to have negative values: segment_ids[1] = 3",
                        new UnsortedSegmentJoin(""),
                        words,
                        new int[] {0, 3, 0, 0},
                        3),
                Sample.refused("must be a prefix", new UnsortedSegmentJoin(""), words, new int[3], 3),
                Sample.refused(
                        "num_segments must be non-negative", new UnsortedSegmentJoin(""), words, new int[4], -1));
    }
}

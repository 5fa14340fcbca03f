package dev.lamina.op.text;

import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All runs of neighbouring texts of each row, joined to one text each, for each width in turn. Rows are given, and come back, as the
 * texts one behind the other and where each row begins and the last ends.
 *
 * @param separator what comes between two texts
 * @param ngramWidths how many texts are joined
 * @param leftPad what stands for texts before a row
 * @param rightPad what stands for texts behind it
 * @param padWidth how many of those there are on each side, at most one less than the width; -1 for as many
 * @param preserveShortSequences whether a row that is too short for any run is joined as a whole
 */
@OpDef(
        inputs = {"data: string", "data_splits: Tsplits"},
        outputs = {"ngrams: string", "ngrams_splits: Tsplits"},
        attrs = {
            "separator: string",
            "ngram_widths: list(int)",
            "left_pad: string",
            "right_pad: string",
            "pad_width: int",
            "preserve_short_sequences: bool",
            "Tsplits: {int32, int64} = int64"
        })
public record StringNGrams(
        String separator,
        List<Long> ngramWidths,
        String leftPad,
        String rightPad,
        long padWidth,
        boolean preserveShortSequences)
        implements ShapedByKernel {
    private static final long MOST_BYTES = 1L << 30;

    /** Adds the operation without padding: the runs, and where each row of them begins. */
    public static List<Output> of(Scope scope, Operand data, Operand dataSplits, long width, String separator) {
        Op op = new StringNGrams(separator, List.of(width), "", "", 0, false);
        return scope.node(op, List.of(data, dataSplits)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 1, "data");
        Shape splits = c.withRank(1, 1, "data_splits");
        if (ngramWidths.stream().anyMatch(width -> width <= 0)) {
            throw c.error("ngram_widths must contain positive values");
        }
        return List.of(Shape.of(-1), splits);
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        return output == 0;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Buffer splits = inputs[1];
            check(c, splits, inputs[0].size());
            List<byte[]> runs = new ArrayList<>();
            long bytes = 0;
            for (int row = 0; row < splits.size(); row++) {
                if (row > 0) {
                    List<byte[]> texts = Arrays.asList(inputs[0].strings())
                            .subList((int) splits.asLong(row - 1), (int) splits.asLong(row));
                    bytes += size(texts);
                    if (bytes > MOST_BYTES) {
                        throw new ResourceExhaustedException(
                                "StringNGrams would give more than " + MOST_BYTES + " bytes");
                    }
                    addRuns(c, texts, runs);
                }
                Integers.set(outputs[1], row, runs.size());
            }
            ShapedByKernel.give(
                    outputs[0], Tensor.wrap(DType.STRING, runs.toArray(byte[][]::new), Shape.of(runs.size())));
        };
    }

    private static void check(KernelContext c, Buffer splits, int size) {
        for (int i = 0; i < splits.size(); i++) {
            long split = splits.asLong(i);
            if (i == 0 && split != 0) {
                throw c.error("First split value must be 0, got " + split);
            }
            long last = i == 0 ? 0 : splits.asLong(i - 1);
            if (split < last || split > size) {
                throw c.error("Invalid split value " + split + ", must be in [" + last + ", " + size + "]");
            }
        }
        if (splits.size() > 0 && splits.asLong(splits.size() - 1) != size) {
            throw c.error("Last split value must be data size. Expected " + size + ", got "
                    + splits.asLong(splits.size() - 1));
        }
    }

    private long padding(long width) {
        return Math.min(padWidth < 0 ? width - 1 : padWidth, width - 1);
    }

    private long count(int length, long width) {
        return Math.max(0, Integers.plus(length, 2 * Math.min(padding(width), Integer.MAX_VALUE)) - width + 1);
    }

    /** No fewer bytes than the runs of these texts take. */
    private long size(List<byte[]> texts) {
        long longest = Math.max(leftPad.length(), rightPad.length()) * 3L;
        for (byte[] text : texts) {
            longest = Math.max(longest, text.length);
        }
        long all = 0;
        for (long width : ngramWidths) {
            long one = Integers.times(width, longest + separator.length() * 3L + 1);
            all = Integers.plus(all, Integers.times(count(texts.size(), width), one));
        }
        return Math.min(all, MOST_BYTES + 1);
    }

    private void addRuns(KernelContext c, List<byte[]> texts, List<byte[]> runs) {
        int before = runs.size();
        for (long width : ngramWidths) {
            long count = count(texts.size(), width);
            for (int i = 0; i < count; i++) {
                runs.add(run(texts, i - (int) padding(width), (int) width));
            }
        }
        if (preserveShortSequences && runs.size() == before && !texts.isEmpty()) {
            if (padWidth < 0) {
                throw c.error("Pad width should be >= 0 when preserve_short_sequences is True, got " + padWidth);
            }
            long width = texts.size() + 2 * Math.min(padWidth, MOST_BYTES);
            if (width * (leftPad.length() + separator.length() + 1L) > MOST_BYTES) {
                throw new ResourceExhaustedException("StringNGrams would give more than " + MOST_BYTES + " bytes");
            }
            runs.add(run(texts, -(int) padding(width), (int) width));
        }
    }

    private byte[] run(List<byte[]> texts, int from, int width) {
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (int i = from; i < from + width; i++) {
            run.writeBytes(i == from ? new byte[0] : separator.getBytes(StandardCharsets.UTF_8));
            if (i < 0) {
                run.writeBytes(leftPad.getBytes(StandardCharsets.UTF_8));
            } else {
                run.writeBytes(i < texts.size() ? texts.get(i) : rightPad.getBytes(StandardCharsets.UTF_8));
            }
        }
        return run.toByteArray();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        String[] data = {"aa", "bb", "cc", "dd", "ee"};
        long[] splits = {0, 3, 5};
        return List.of(
                Sample.rough(new StringNGrams("|", List.of(2L), "", "", 0, false), data, splits)
                        .gives(new String[] {"aa|bb", "bb|cc", "dd|ee"}, new long[] {0, 2, 3}),
                Sample.rough(new StringNGrams("|", List.of(3L), "LP", "RP", -1, false), data, splits)
                        .gives(
                                new String[] {
                                    "LP|LP|aa",
                                    "LP|aa|bb",
                                    "aa|bb|cc",
                                    "bb|cc|RP",
                                    "cc|RP|RP",
                                    "LP|LP|dd",
                                    "LP|dd|ee",
                                    "dd|ee|RP",
                                    "ee|RP|RP"
                                },
                                new long[] {0, 5, 9}),
                Sample.rough(new StringNGrams("|", List.of(1L, 3L), "", "", 0, false), data, new int[] {0, 3, 5})
                        .gives(new String[] {"aa", "bb", "cc", "aa|bb|cc", "dd", "ee"}, new int[] {0, 4, 6}),
                Sample.rough(new StringNGrams("|", List.of(4L), "", "", 0, true), data, splits)
                        .gives(new String[] {"aa|bb|cc", "dd|ee"}, new long[] {0, 1, 2}),
                Sample.refused(
                        "Invalid split value 9",
                        new StringNGrams("|", List.of(2L), "", "", 0, false),
                        data,
                        new long[] {0, 9}),
                Sample.refused(
                        "Last split value must be data size",
                        new StringNGrams("|", List.of(2L), "", "", 0, false),
                        data,
                        new long[] {0, 4}),
                Sample.refused(
                        "must contain positive values",
                        new StringNGrams("|", List.of(0L), "", "", 0, false),
                        data,
                        splits));
    }
}

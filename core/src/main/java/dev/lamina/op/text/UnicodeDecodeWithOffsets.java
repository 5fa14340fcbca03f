package dev.lamina.op.text;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The characters of texts as numbers, one text's behind the other's, where each text begins among them (and the last ends), and at which
 * byte of its text each character begins.
 *
 * @param inputEncoding {@code UTF-8}, {@code UTF-16-BE}, or what else Java knows
 * @param errors {@code strict}, {@code replace} or {@code ignore}: what is done about bytes that are no characters
 * @param replacementChar what takes their place
 * @param replaceControlCharacters whether those below 32 are replaced, too
 * @param tsplits the type of the places where texts begin
 */
@OpDef(
        inputs = "input: string",
        outputs = {"row_splits: Tsplits", "char_values: int32", "char_to_byte_starts: int64"},
        attrs = {
            "input_encoding: string",
            "errors: string = 'replace'",
            "replacement_char: int = 65533",
            "replace_control_characters: bool = false",
            "Tsplits: {int32, int64} = int64"
        })
public record UnicodeDecodeWithOffsets(
        String inputEncoding, String errors, long replacementChar, boolean replaceControlCharacters, DType tsplits)
        implements ShapedByKernel {
    /** Adds the operation, on UTF-8: beginnings, characters and bytes. */
    public static List<Output> of(Scope scope, Operand input) {
        Op op = new UnicodeDecodeWithOffsets("UTF-8", "replace", 65533, false, DType.INT64);
        return scope.node(op, List.of(input)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Unicode.check(c, inputEncoding, errors, replacementChar);
        long texts = c.shape(0).elements();
        return List.of(Shape.of(texts < 0 ? -1 : texts + 1), Shape.of(-1), Shape.of(-1));
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        return output > 0;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Unicode unicode = Unicode.of(c, inputEncoding, errors, replacementChar, replaceControlCharacters);
        return (inputs, outputs) -> {
            IntStream.Builder characters = IntStream.builder();
            LongStream.Builder begins = LongStream.builder();
            int[] count = {0};
            for (int i = 0; i < inputs[0].size(); i++) {
                unicode.read(c, inputs[0].strings()[i], (codePoint, begin) -> {
                    characters.add(codePoint);
                    begins.add(begin);
                    count[0]++;
                });
                Integers.set(outputs[0], i + 1, count[0]);
            }
            Integers.set(outputs[0], 0, 0);
            ShapedByKernel.give(outputs[1], Tensor.wrap(characters.build().toArray(), count[0]));
            if (outputs.length > 2) {
                ShapedByKernel.give(outputs[2], Tensor.wrap(begins.build().toArray(), count[0]));
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new UnicodeDecodeWithOffsets("UTF-8", "replace", 65533, false, DType.INT64), (Object)
                                new String[] {"aä", "", "😀b"})
                        .gives(new long[] {0, 2, 2, 4}, new int[] {'a', 'ä', 0x1f600, 'b'}, new long[] {0, 1, 0, 4}),
                Sample.refused(
                        "Could not create converter",
                        new UnicodeDecodeWithOffsets("no-such", "replace", 65533, false, DType.INT64),
                        "a"));
    }

    /** The form without the bytes; its attributes are those of the other. */
    @OpDef(
            inputs = "input: string",
            outputs = {"row_splits: Tsplits", "char_values: int32"},
            attrs = {
                "input_encoding: string",
                "errors: string = 'replace'",
                "replacement_char: int = 65533",
                "replace_control_characters: bool = false",
                "Tsplits: {int32, int64} = int64"
            })
    public record UnicodeDecode(
            String inputEncoding, String errors, long replacementChar, boolean replaceControlCharacters, DType tsplits)
            implements ShapedByKernel {
        /** Adds the operation, on UTF-8: beginnings and characters. */
        public static List<Output> of(Scope scope, Operand input) {
            Op op = new UnicodeDecode("UTF-8", "replace", 65533, false, DType.INT64);
            return scope.node(op, List.of(input)).outputs();
        }

        private UnicodeDecodeWithOffsets withOffsets() {
            return new UnicodeDecodeWithOffsets(
                    inputEncoding, errors, replacementChar, replaceControlCharacters, tsplits);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return withOffsets().shapes(c).subList(0, 2);
        }

        @Override
        public boolean isShapedByKernel(Node node, int output) {
            return output > 0;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return withOffsets().kernel(c);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return c.none();
        }

        static List<Sample> samples() {
            Tensor broken = Tensor.wrap(
                    DType.STRING, new byte[][] {{'a', (byte) 0xff, 'b'}, {(byte) 0xe2, (byte) 0x82}, {7}}, Shape.of(3));
            return List.of(
                    Sample.rough(new UnicodeDecode("UTF-8", "replace", 63, false, DType.INT32), broken)
                            .gives(new int[] {0, 3, 4, 5}, new int[] {'a', '?', 'b', '?', 7}),
                    Sample.rough(new UnicodeDecode("UTF-8", "ignore", 63, true, DType.INT64), broken)
                            .gives(new long[] {0, 2, 2, 2}, new int[] {'a', 'b'}),
                    Sample.rough(
                                    new UnicodeDecode("UTF-16-BE", "replace", 63, false, DType.INT64),
                                    Tensor.wrap(
                                            DType.STRING,
                                            new byte[][] {{0, 65, (byte) 0xd8, 0x3d, (byte) 0xde, 0}},
                                            Shape.of(1)))
                            .gives(new long[] {0, 2}, new int[] {'A', 0x1f600}),
                    Sample.refused(
                            "Invalid formatting on input string",
                            new UnicodeDecode("UTF-8", "strict", 63, false, DType.INT64),
                            broken),
                    Sample.refused(
                            "errors must be 'strict', 'replace' or 'ignore'",
                            new UnicodeDecode("UTF-8", "drop", 63, false, DType.INT64),
                            "a"),
                    Sample.refused(
                            "replacement_char out of unicode codepoint range",
                            new UnicodeDecode("UTF-8", "replace", 1L << 40, false, DType.INT64),
                            "a"));
        }
    }
}

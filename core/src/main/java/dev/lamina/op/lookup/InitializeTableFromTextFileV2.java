package dev.lamina.op.lookup;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.op.kernel.TextLines;
import dev.lamina.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a table that is filled once from a text file, a line for each key.
 *
 * <p>Errors: a file that cannot be read, or has too few lines or columns, or a field that is no number of the table's type; one
 * key with two values; a table that was filled with other content.
 *
 * @param keyIndex the column of the keys, counted from 0; -1 for the line's number (a table of int64), -2 for the whole line
 *     (a table of strings)
 * @param valueIndex that of the values
 * @param vocabSize how many lines are read; -1 for all
 * @param delimiter the character between columns
 * @param offset what is added to lines' numbers, which begin with 0
 */
@OpDef(
        inputs = {"table_handle: resource", "filename: string"},
        attrs = {
            "key_index: int",
            "value_index: int",
            "vocab_size: int = -1",
            "delimiter: string = '\t'",
            "offset: int = 0"
        },
        stateful = true)
public record InitializeTableFromTextFileV2(
        long keyIndex, long valueIndex, long vocabSize, String delimiter, long offset) implements Op {
    /** In the place of a column: the line's number. */
    public static final int LINE_NUMBER = (int) TextFileColumn.LINE_NUMBER;

    /** In the place of a column: the line as it is. */
    public static final int WHOLE_LINE = (int) TextFileColumn.WHOLE_LINE;

    /** Adds the operation, for all lines of a file. */
    public static Node of(Scope scope, Operand table, Operand filename, int keyIndex, int valueIndex, char delimiter) {
        Op op = new InitializeTableFromTextFileV2(keyIndex, valueIndex, -1, String.valueOf(delimiter), 0);
        return scope.node(op, List.of(table, filename));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = {"table_handle: Ref(string)", "filename: string"},
            attrs = {
                "key_index: int",
                "value_index: int",
                "vocab_size: int = -1",
                "delimiter: string = '\t'",
                "offset: int = 0"
            })
    record InitializeTableFromTextFile(long keyIndex, long valueIndex, long vocabSize, String delimiter, long offset)
            implements Superseded {
        @Override
        public Op successor() {
            return new InitializeTableFromTextFileV2(keyIndex, valueIndex, vocabSize, delimiter, offset);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "filename");
        if (delimiter.length() != 1) {
            throw c.error("delimiter must be only 1 char, got '" + delimiter + "'");
        }
        return List.of();
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            LookupTable table = LookupTable.in(c, inputs[0]);
            Path file = Path.of(new String(inputs[1].strings()[0], StandardCharsets.UTF_8));
            TextFileColumn keys = new TextFileColumn(keyIndex, table.keyType);
            TextFileColumn values = new TextFileColumn(valueIndex, table.valueType);
            keys.check(c, "Key");
            values.check(c, "Value");
            table.initialize(c, read(c, file, keys, values));
        };
    }

    private Map<Object, Object> read(KernelContext c, Path file, TextFileColumn keys, TextFileColumn values) {
        List<byte[]> lines = TextLines.of(file);
        if (vocabSize > lines.size()) {
            throw c.error("Invalid vocab_size in " + file + ": expected " + vocabSize + " but got " + lines.size());
        }
        long count = vocabSize < 0 ? lines.size() : vocabSize;
        Map<Object, Object> content = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            byte[] line = lines.get(i);
            List<byte[]> columns = TextLines.columns(line, delimiter);
            if (Math.max(keyIndex, valueIndex) >= columns.size()) {
                throw c.error("Invalid number of columns in " + file + " line " + i + " ("
                        + new String(line, StandardCharsets.UTF_8) + ") : expected at least "
                        + (Math.max(keyIndex, valueIndex) + 1) + ", got " + columns.size());
            }
            long number = offset + i;
            LookupTable.add(c, content, keys.of(c, number, line, columns), values.of(c, number, line, columns), false);
        }
        return content;
    }

    static List<Sample> samples() {
        return List.of(
                Sample.refused(
                        "no/such/vocabulary.txt; No such file or directory",
                        new InitializeTableFromTextFileV2(-2, -1, -1, "\t", 0),
                        Tables.empty(),
                        "no/such/vocabulary.txt"),
                Sample.refused(
                        "Key index for line number requires table Key dtype of int64, got string",
                        new InitializeTableFromTextFileV2(-1, -1, -1, "\t", 0),
                        Tables.empty(),
                        "no/such/vocabulary.txt"),
                Sample.refused(
                        "delimiter must be only 1 char, got '::'",
                        new InitializeTableFromTextFileV2(-2, -1, -1, "::", 0),
                        Tables.empty(),
                        "no/such/vocabulary.txt"));
    }
}

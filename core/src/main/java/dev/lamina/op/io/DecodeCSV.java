package dev.lamina.op.io;

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
import dev.lamina.op.kernel.Numerals;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of lines of text, an output for each column, in the lines' shape. Fields may stand in quotation marks, which are doubled within
 * them.
 *
 * @param outType the columns' types
 * @param fieldDelim the character between fields
 * @param useQuoteDelim whether quotation marks mean what they do
 * @param naValue what stands for a field that is missing, beside an empty one: it gets the column's default
 * @param selectCols the numbers of the columns that are wanted, ascending; all if it is empty
 */
@OpDef(
        inputs = {"records: string", "record_defaults: OUT_TYPE"},
        outputs = "output: OUT_TYPE",
        attrs = {
            "OUT_TYPE: list(type)",
            "field_delim: string = ','",
            "use_quote_delim: bool = true",
            "na_value: string = ''",
            "select_cols: list(int) = []"
        })
public record DecodeCSV(
        List<DType> outType, String fieldDelim, boolean useQuoteDelim, String naValue, List<Long> selectCols)
        implements Op {
    /** Adds the operation: each default is a tensor with one element, or none if the field must be there. */
    public static List<Output> of(Scope scope, Operand records, List<? extends Operand> recordDefaults) {
        List<Operand> inputs = new ArrayList<>(List.of(records));
        inputs.addAll(recordDefaults);
        List<DType> types =
                recordDefaults.stream().map(each -> each.asOutput().dtype()).toList();
        return scope.node(new DecodeCSV(types, ",", true, "", List.of()), inputs)
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (fieldDelim.length() != 1) {
            throw c.error("field_delim should be only 1 char");
        }
        if (!selectCols.isEmpty() && selectCols.size() != outType.size()) {
            throw c.error("select_cols should match output size");
        }
        for (int i = 0; i < selectCols.size(); i++) {
            if (selectCols.get(i) < 0 || (i > 0 && selectCols.get(i) <= selectCols.get(i - 1))) {
                throw c.error("select_cols should be strictly increasing indices from 0 on");
            }
        }
        for (int i = 0; i < outType.size(); i++) {
            if (!List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.STRING)
                    .contains(outType.get(i))) {
                throw c.error("csv: data type " + outType.get(i).tensorFlowName() + " not supported in field " + i);
            }
            Shape shape = c.shape(i + 1);
            if (shape.hasRank() && (shape.rank() > 1 || (shape.rank() == 1 && shape.dim(0) > 1))) {
                throw c.error("There should only be 1 default per field but field " + i + " has shape " + shape);
            }
        }
        return Collections.nCopies(outType.size(), c.shape(0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            for (int record = 0; record < inputs[0].size(); record++) {
                List<byte[]> fields = new CsvLine(
                                c, inputs[0].strings()[record], (byte) fieldDelim.charAt(0), useQuoteDelim)
                        .fields();
                if (selectCols.isEmpty() && fields.size() != outputs.length) {
                    throw c.error(
                            "Expect " + outputs.length + " fields but have " + fields.size() + " in record " + record);
                }
                for (int i = 0; i < outputs.length; i++) {
                    long column = selectCols.isEmpty() ? i : selectCols.get(i);
                    if (column >= fields.size()) {
                        throw c.error("Expect " + (column + 1) + " fields but have " + fields.size() + " in record "
                                + record);
                    }
                    set(c, fields.get((int) column), i, record, inputs[i + 1], outputs[i]);
                }
            }
        };
    }

    private void set(KernelContext c, byte[] field, int column, int record, Buffer byDefault, Buffer output) {
        String text = new String(field, StandardCharsets.UTF_8);
        if (text.isEmpty() || text.equals(naValue)) {
            if (byDefault.size() == 0) {
                throw c.error("Field " + column + " is required but missing in record " + record + "!");
            }
            System.arraycopy(byDefault.array(), 0, output.array(), record, 1);
        } else if (output.dtype() == DType.STRING) {
            output.strings()[record] = field;
        } else if (!Numerals.parse(field, output, record)) {
            throw c.error("Field " + column + " in record " + record + " is not a valid "
                    + output.dtype().tensorFlowName() + ": " + text);
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        DecodeCSV three = new DecodeCSV(List.of(DType.FLOAT32, DType.STRING, DType.INT64), ",", true, "NA", List.of());
        DecodeCSV one = new DecodeCSV(List.of(DType.STRING), ";", true, "", List.of(1L));
        return List.of(
                Sample.rough(three, new String[] {"1.5,\"a,\"\"b\"\"\",7", "NA,,-8"}, 9f, "none", new long[0])
                        .gives(new float[] {1.5f, 9}, new String[] {"a,\"b\"", "none"}, new long[] {7, -8}),
                Sample.rough(one, "x;y;z", "").gives("y"),
                Sample.rough(
                                new DecodeCSV(List.of(DType.STRING, DType.STRING), ",", false, "", List.of()),
                                "\"a,b\"",
                                "",
                                "")
                        .gives("\"a", "b\""),
                Sample.refused("Expect 3 fields but have 2 in record 0", three, new String[] {"1,2"}, 0f, "", 0L),
                Sample.refused(
                        "Field 2 is required but missing in record 0",
                        three,
                        new String[] {"1,2,"},
                        0f,
                        "",
                        new long[0]),
                Sample.refused(
                        "Field 0 in record 0 is not a valid float: x", three, new String[] {"x,2,3"}, 0f, "", 0L),
                Sample.refused("Unquoted fields cannot have quotes/CRLFs inside", one, "a\"b;c", ""),
                Sample.refused("Quoted field has to end with quote", one, "\"ab;c", ""),
                Sample.refused(
                        "field_delim should be only 1 char",
                        new DecodeCSV(List.of(DType.STRING), "", true, "", List.of()),
                        "a",
                        ""));
    }
}

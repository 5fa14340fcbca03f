package dev.lamina.op.lookup;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.DType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a table takes from a line of a text file as a key or a value.
 *
 * @param index the number of the column from 0 on, or {@link #LINE_NUMBER} or {@link #WHOLE_LINE}
 * @param type the type it becomes
 */
record TextFileColumn(long index, DType type) {
    /** The line's number. */
    static final long LINE_NUMBER = -1;

    /** The line as it is. */
    static final long WHOLE_LINE = -2;

    /** Refuses what a column cannot be. */
    void check(KernelContext c, String what) {
        if (index < WHOLE_LINE) {
            throw c.error(what + " index must be -2, -1 or the number of a column, got " + index);
        }
        if (index == LINE_NUMBER && type != DType.INT64) {
            throw c.error(what + " index for line number requires table " + what + " dtype of int64, got "
                    + type.tensorFlowName());
        }
        if (index == WHOLE_LINE && type != DType.STRING) {
            throw c.error(what + " index for whole line requires table " + what + " dtype of string, got "
                    + type.tensorFlowName());
        }
        if (type != DType.STRING
                && type != DType.INT32
                && type != DType.INT64
                && type != DType.FLOAT32
                && type != DType.FLOAT64) {
            throw c.error("Data type " + type.tensorFlowName() + " not supported.");
        }
    }

    /** What a line gives. */
    Object of(KernelContext c, long number, byte[] line, List<byte[]> columns) {
        if (index == LINE_NUMBER) {
            return number;
        }
        byte[] field = index == WHOLE_LINE ? line : columns.get((int) index);
        String text = new String(field, StandardCharsets.UTF_8);
        try {
            return switch (type) {
                case INT32 -> (long) Integer.parseInt(text.strip());
                case INT64 -> Long.parseLong(text.strip());
                case FLOAT32 -> Float.parseFloat(text.strip());
                case FLOAT64 -> Double.parseDouble(text.strip());
                default -> new Bytes(field);
            };
        } catch (NumberFormatException e) {
            throw new InvalidArgumentException(
                    c.nodeName() + ": Field " + text + " in line " + number + " is not a valid " + type.tensorFlowName()
                            + ".",
                    null,
                    e);
        }
    }
}

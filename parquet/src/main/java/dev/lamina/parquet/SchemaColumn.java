package dev.lamina.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A column that a table has.
 *
 * @param name the column's
 * @param place of it among all columns of the file
 * @param type how values are kept
 * @param length of a value of {@link PhysicalType#FIXED_LEN_BYTE_ARRAY}
 * @param isOptional whether a value may be missing
 * @param text of the values
 */
record SchemaColumn(String name, int place, PhysicalType type, int length, boolean isOptional, CellText text) {
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;

    /**
     * Those of a schema that have one value a row, which can be a cell.
     *
     * @param elements the schema as the file has it: the root, and what is in each behind it
     * @param leftOut takes the names of the others, with why
     */
    static List<SchemaColumn> of(List<ThriftStruct> elements, Map<String, String> leftOut) {
        if (elements.isEmpty()) {
            throw new Damage("the schema is empty");
        }
        List<SchemaColumn> columns = new ArrayList<>();
        long children = elements.getFirst().number(5, 0);
        int at = 1;
        int place = 0;
        for (long i = 0; i < children; i++) {
            if (at >= elements.size()) {
                throw new Damage("the schema ends early");
            }
            ThriftStruct element = elements.get(at);
            int end = end(elements, at);
            if (element.number(5, 0) > 0 || !element.has(1)) {
                leftOut.put(element.text(4), "it has columns in it");
            } else if (element.number(3, 0) == REPEATED) {
                leftOut.put(element.text(4), "it has several values a row");
            } else {
                add(element, place, columns, leftOut);
            }
            for (; at < end; at++) {
                place += elements.get(at).has(1) ? 1 : 0;
            }
        }
        return columns;
    }

    private static void add(ThriftStruct element, int place, List<SchemaColumn> columns, Map<String, String> leftOut) {
        PhysicalType type = PhysicalType.of(element.number(1));
        CellText text = CellText.of(type, element);
        if (text == null) {
            leftOut.put(element.text(4), "its bytes are not said to be text or numbers");
            return;
        }
        int length = type == PhysicalType.FIXED_LEN_BYTE_ARRAY
                ? Damage.within("the length of a value", element.number(2), Integer.MAX_VALUE)
                : 0;
        columns.add(new SchemaColumn(element.text(4), place, type, length, element.number(3, 0) == OPTIONAL, text));
    }

    /** The place behind an element and all that is in it. */
    private static int end(List<ThriftStruct> elements, int at) {
        long open = 1;
        int end = at;
        while (open > 0) {
            if (end >= elements.size()) {
                throw new Damage("the schema ends early");
            }
            open += Damage.within(
                            "the number of columns in one", elements.get(end).number(5, 0), elements.size())
                    - 1;
            end++;
        }
        return end;
    }
}

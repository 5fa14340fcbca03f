package dev.lamina.data.table;

/** Reads the label of rows with a header. */
final class LabelReader {
    private final Vocabulary classes;
    private final int[] positions;

    LabelReader(Label label, Header header) {
        this.classes = Vocabulary.of(label.names());
        this.positions = label.columns().stream().mapToInt(header::position).toArray();
    }

    /** The class of a row: any, unless there are names, and then one of these. */
    String className(Row row) {
        var name = Cells.text(row, positions[0], "a class");
        if (!classes.names().isEmpty() && classes.number(name) < 0) {
            throw row.unexpected(positions[0], "one of the classes " + classes);
        }
        return name;
    }

    int number(Row row) {
        return classes.number(className(row));
    }

    /** One of the numbers. */
    float value(Row row, int i) {
        return (float) Cells.number(row, positions[i], true);
    }
}

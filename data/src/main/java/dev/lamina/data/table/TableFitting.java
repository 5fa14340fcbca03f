package dev.lamina.data.table;

import dev.lamina.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/** Fits a schema on training rows, which it goes through once. */
final class TableFitting {
    private static final System.Logger LOG = System.getLogger("dev.lamina.data");

    private final TableSchema schema;
    private final Table training;

    TableFitting(TableSchema schema, Table training) {
        this.schema = schema;
        this.training = training;
    }

    TableEncoding run() {
        var header = training.header();
        if (training.size() == 0) {
            throw new InvalidArgumentException(
                    header.source() + " has no rows to learn from, only columns " + Cells.list(header.columns()));
        }
        int[] positions = schema.columns().stream()
                .mapToInt(column -> header.position(column.name()))
                .toArray();
        var fittings = schema.columns().stream().map(FittedColumn::fitting).toList();
        var labels = schema.label().map(label -> new LabelFitting(label, header));
        training.forEach(row -> {
            for (int i = 0; i < positions.length; i++) {
                fittings.get(i).add(row, positions[i]);
            }
            labels.ifPresent(fitting -> fitting.add(row));
        });
        var columns = fittings.stream().map(FittedColumn.Fitting::fitted).toList();
        var notes = new ArrayList<String>();
        if (training.size() > 1) { // one row, as of a question to a model, varies in nothing
            fittings.forEach(fitting -> notes.addAll(fitting.notes()));
            labels.ifPresent(fitting -> notes.addAll(fitting.notes()));
        }
        notes.forEach(note -> LOG.log(System.Logger.Level.WARNING, "{0}: {1}", header.source(), note));
        return TableEncoding.of(columns, labels.map(LabelFitting::fitted)).withNotes(notes);
    }

    /** Gathers the classes of a label, or checks its numbers. */
    private static final class LabelFitting {
        private final Label label;
        private final LabelReader reader;
        private final HashSet<String> found = new HashSet<>();
        private final Moments[] moments;

        LabelFitting(Label label, Header header) {
            this.label = label;
            this.reader = new LabelReader(label, header);
            this.moments = new Moments[label.columns().size()];
            Arrays.setAll(moments, _ -> new Moments());
        }

        void add(Row row) {
            if (label.classes()) {
                found.add(reader.className(row));
            } else {
                for (int i = 0; i < moments.length; i++) {
                    moments[i].add(reader.value(row, i));
                }
            }
        }

        Label fitted() {
            return label.classes() && label.names().isEmpty()
                    ? new Label(label.columns(), true, Vocabulary.sorted(found).names())
                    : label;
        }

        List<String> notes() {
            var notes = new ArrayList<String>();
            if (label.classes() && found.size() == 1) {
                notes.add("the label " + Cells.quoted(label.columns().getFirst())
                        + " never varies: all training rows are "
                        + Cells.quoted(found.iterator().next()));
            }
            for (int i = 0; i < moments.length && !label.classes(); i++) {
                if (moments[i].isConstant()) {
                    notes.add("the label " + Cells.quoted(label.columns().get(i)) + " never varies: it is "
                            + moments[i].least() + " in all training rows");
                }
            }
            return notes;
        }
    }
}

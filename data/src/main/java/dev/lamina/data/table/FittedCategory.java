package dev.lamina.data.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column of categories.
 *
 * @param known the categories that are known: the first is number 1
 */
record FittedCategory(CategoryColumn column, Vocabulary known) implements FittedColumn {
    static final String KIND = "category";

    private static final String HINT =
            "say in a TableSchema what stands for it: Column.category(name).missingAsUnknown() or"
                    + " .missingAs(category)";

    @Override
    public List<String> features() {
        return switch (column.code()) {
            case NUMBER -> List.of(column.name());
            case ID -> List.of();
            case ONE_HOT ->
                Stream.concat(Stream.of(unknown()), known.names().stream())
                        .map(category -> column.name() + " " + category)
                        .toList();
        };
    }

    /** What the feature of all that are not known is called, unlike any that is. */
    private String unknown() {
        var name = "unknown";
        while (known.number(name) >= 0) {
            name = "(" + name + ")";
        }
        return name;
    }

    /** The number of a cell's category: from 1, or 0 where it is not known. */
    int number(Row row, int position) {
        if (row.text(position) != null) {
            return 1 + known.number(Cells.text(row, position, "a category"));
        }
        return switch (column.missing().policy()) {
            case VALUE -> 1 + known.number(column.missing().value());
            case UNKNOWN -> 0;
            case ERROR, MEAN -> throw row.missing(position, HINT);
        };
    }

    @Override
    public void encode(Row row, int position, float[] into, int at) {
        int number = number(row, position);
        switch (column.code()) {
            case NUMBER -> into[at] = number;
            case ID -> {}
            case ONE_HOT -> {
                for (int i = 0; i <= known.names().size(); i++) {
                    into[at + i] = i == number ? 1 : 0;
                }
            }
        }
    }

    @Override
    public List<String> fields() {
        var fields = new ArrayList<>(List.of(
                KIND,
                column.name(),
                column.missing().policy().name(),
                column.missing().value(),
                column.code().name()));
        fields.addAll(known.names());
        return fields;
    }

    static FittedCategory read(EncodingText.Fields fields) {
        var name = fields.text();
        var missing = fields.missing();
        var code = fields.of(CategoryCode.class);
        var known = fields.rest();
        return new FittedCategory(new CategoryColumn(name, missing, code, known), Vocabulary.of(known));
    }

    /** Gathers the categories. */
    static final class CategoryFitting implements Fitting {
        /** From so many rows on, a category for every other one is rather a name. */
        private static final int MANY = 20;

        private final CategoryColumn column;
        private final Set<String> found = new HashSet<>();
        private final Set<String> given;
        private long rows;
        private long unknown;

        CategoryFitting(CategoryColumn column) {
            this.column = column;
            this.given = Set.copyOf(column.categories());
        }

        @Override
        public void add(Row row, int position) {
            rows++;
            if (row.text(position) != null) {
                var category = Cells.text(row, position, "a category");
                found.add(category);
                unknown += given.isEmpty() || given.contains(category) ? 0 : 1;
            } else if (column.missing().policy() == Missing.Policy.ERROR) {
                throw row.missing(position, HINT);
            }
        }

        @Override
        public FittedCategory fitted() {
            var known = new HashSet<>(found);
            if (column.missing().policy() == Missing.Policy.VALUE) {
                known.add(column.missing().value());
            }
            return new FittedCategory(
                    column, given.isEmpty() ? Vocabulary.sorted(known) : Vocabulary.of(column.categories()));
        }

        @Override
        public List<String> notes() {
            var notes = new ArrayList<String>();
            var name = "column " + Cells.quoted(column.name());
            if (found.isEmpty()) {
                notes.add(name + " is missing in all training rows");
            } else if (found.size() == 1) {
                notes.add(name + " never varies: it is "
                        + Cells.quoted(found.iterator().next()) + " in all training rows that have it");
            } else if (column.code() == CategoryCode.ONE_HOT && rows >= MANY && found.size() > rows / 2) {
                notes.add(name + " has " + found.size() + " categories in " + rows
                        + " training rows: rather a name, from which little can be learned");
            }
            if (unknown > 0) {
                notes.add(unknown + " of " + rows + " training rows have in " + name + " none of the categories given");
            }
            return notes;
        }
    }
}

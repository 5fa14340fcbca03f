package dev.lamina.parquet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads values one after the other. */
@FunctionalInterface
interface ValueReader {
    /** Adds the next value. */
    void next(ColumnCells cells);

    /**
     * Adds so many cells.
     *
     * @param levels 0 for each that is missing; {@code null} if none is
     */
    default void read(ColumnCells cells, int count, @Nullable RunLengths levels) {
        for (int i = 0; i < count; i++) {
            if (levels != null && levels.next() == 0) {
                cells.addMissing();
            } else {
                next(cells);
            }
        }
    }

    /** Of values as they are. */
    static ValueReader plain(SchemaColumn column, ByteBuffer in) {
        PhysicalType type = column.type();
        if (type == PhysicalType.BOOLEAN) {
            return bits(in);
        }
        return type.isBytes()
                ? cells -> cells.add(column.text().text(type.bytes(in, column.length())))
                : cells -> cells.add(type.bits(in));
    }

    /** Of booleans, eight a byte. */
    private static ValueReader bits(ByteBuffer in) {
        return new ValueReader() {
            private int used = Byte.SIZE;
            private int eight;

            @Override
            public void next(ColumnCells cells) {
                if (used == Byte.SIZE) {
                    eight = in.get();
                    used = 0;
                }
                cells.add((eight >>> used++) & 1);
            }
        };
    }

    /** Of booleans in runs. */
    static ValueReader runs(ByteBuffer in) {
        RunLengths runs = new RunLengths(in, 1);
        return cells -> cells.add(runs.next());
    }

    /** Of places in a dictionary. */
    static ValueReader places(ColumnCells dictionary, ByteBuffer in) {
        RunLengths places = new RunLengths(in, in.hasRemaining() ? in.get() : 0);
        return cells ->
                cells.copy(dictionary, Damage.within("a place in a dictionary", places.next(), dictionary.size() - 1L));
    }
}

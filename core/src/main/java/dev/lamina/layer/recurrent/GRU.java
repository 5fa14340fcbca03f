package dev.lamina.layer.recurrent;

/**
 * A gated recurrent unit over a sequence: Keras's {@code GRU}. Its variables are {@code kernel}, {@code recurrent_kernel} and {@code
 * bias}, as {@link GRUCell} shapes them.
 *
 * @param name the name of its scope
 * @param cell what is done in each step
 * @param recurrence how it goes through a sequence
 */
public record GRU(String name, GRUCell cell, Recurrence recurrence) implements RecurrentLayer<GRU> {
    /** With Keras's defaults. */
    public GRU(int units) {
        this("gru", new GRUCell(units), new Recurrence());
    }

    /** Of a cell that was told more. */
    public GRU(GRUCell cell) {
        this("gru", cell, new Recurrence());
    }

    @Override
    public GRU named(String name) {
        return new GRU(name, cell, recurrence);
    }

    @Override
    public GRU recurrence(Recurrence recurrence) {
        return new GRU(name, cell, recurrence);
    }
}

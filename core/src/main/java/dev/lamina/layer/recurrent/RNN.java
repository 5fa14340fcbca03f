package dev.lamina.layer.recurrent;

/**
 * Any cell over a sequence: Keras's {@code RNN}, for a cell of one's own.
 *
 * @param name the name of its scope
 * @param cell what is done in each step
 * @param recurrence how it goes through a sequence
 */
public record RNN(String name, Cell cell, Recurrence recurrence) implements RecurrentLayer<RNN> {
    /** Of a cell. */
    public RNN(Cell cell) {
        this("rnn", cell, new Recurrence());
    }

    @Override
    public RNN named(String name) {
        return new RNN(name, cell, recurrence);
    }

    @Override
    public RNN recurrence(Recurrence recurrence) {
        return new RNN(name, cell, recurrence);
    }
}

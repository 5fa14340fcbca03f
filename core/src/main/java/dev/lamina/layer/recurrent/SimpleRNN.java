package dev.lamina.layer.recurrent;

/**
 * A fully connected recurrent layer: Keras's {@code SimpleRNN}. Its variables are {@code kernel}, {@code recurrent_kernel} and {@code
 * bias}, as {@link SimpleRNNCell} shapes them.
 *
 * @param name the name of its scope
 * @param cell what is done in each step
 * @param recurrence how it goes through a sequence
 */
public record SimpleRNN(String name, SimpleRNNCell cell, Recurrence recurrence) implements RecurrentLayer<SimpleRNN> {
    /** With Keras's defaults. */
    public SimpleRNN(int units) {
        this("simple_rnn", new SimpleRNNCell(units), new Recurrence());
    }

    /** Of a cell that was told more. */
    public SimpleRNN(SimpleRNNCell cell) {
        this("simple_rnn", cell, new Recurrence());
    }

    @Override
    public SimpleRNN named(String name) {
        return new SimpleRNN(name, cell, recurrence);
    }

    @Override
    public SimpleRNN recurrence(Recurrence recurrence) {
        return new SimpleRNN(name, cell, recurrence);
    }
}

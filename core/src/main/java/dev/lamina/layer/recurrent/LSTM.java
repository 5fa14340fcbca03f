package dev.lamina.layer.recurrent;

/**
 * A long short-term memory over a sequence: Keras's {@code LSTM}. Its variables are {@code kernel}, {@code recurrent_kernel} and
 * {@code bias}, as {@link LSTMCell} shapes them.
 *
 * @param name the name of its scope
 * @param cell what is done in each step
 * @param recurrence how it goes through a sequence
 */
public record LSTM(String name, LSTMCell cell, Recurrence recurrence) implements RecurrentLayer<LSTM> {
    /** With Keras's defaults. */
    public LSTM(int units) {
        this("lstm", new LSTMCell(units), new Recurrence());
    }

    /** Of a cell that was told more. */
    public LSTM(LSTMCell cell) {
        this("lstm", cell, new Recurrence());
    }

    @Override
    public LSTM named(String name) {
        return new LSTM(name, cell, recurrence);
    }

    @Override
    public LSTM recurrence(Recurrence recurrence) {
        return new LSTM(name, cell, recurrence);
    }
}

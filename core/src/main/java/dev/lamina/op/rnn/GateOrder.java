package dev.lamina.op.rnn;

/** In which order the gates of a long short-term memory lie side by side in its weights: I input, C candidate, F forget, O output. */
enum GateOrder {
    /** That of {@code LSTMBlockCell} and {@code BlockLSTM}. */
    ICFO(1, 2),
    /** That of {@code BlockLSTMV2} and of Keras. */
    IFCO(2, 1);

    private final int candidate;
    private final int forget;

    GateOrder(int candidate, int forget) {
        this.candidate = candidate;
        this.forget = forget;
    }

    int input() {
        return 0;
    }

    int candidate() {
        return candidate;
    }

    int forget() {
        return forget;
    }

    int output() {
        return 3;
    }
}

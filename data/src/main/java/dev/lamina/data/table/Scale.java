package dev.lamina.data.table;

/** What numbers are scaled by: less {@code shift}, divided by {@code by}. */
record Scale(double shift, double by) {
    static final Scale NONE = new Scale(0, 1);

    float of(double value) {
        return (float) ((value - shift) / by);
    }
}

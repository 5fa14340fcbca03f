package dev.lamina.app.train;

/** A curve in a line of text: blocks of eight heights, of all numbers so far. */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    /** How many means there are at most; then neighbours are put together. */
    private static final int MOST = 256;

    private final double[] means = new double[MOST];
    private int count;
    private int weight = 1;
    private double sum;
    private int summed;

    /** Adds a number. */
    void add(double value) {
        sum += value;
        summed++;
        if (summed == weight) {
            means[count++] = sum / weight;
            sum = 0;
            summed = 0;
            if (count == MOST) {
                count = MOST / 2;
                for (int i = 0; i < count; i++) {
                    means[i] = (means[2 * i] + means[2 * i + 1]) / 2;
                }
                weight *= 2;
            }
        }
    }

    /** At most so many blocks, from the lowest number to the highest; empty for fewer than two numbers. */
    String draw(int width) {
        int blocks = Math.min(width, count);
        if (count < 2 || blocks < 2) {
            return "";
        }
        double[] shown = new double[blocks];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < blocks; i++) {
            int from = i * count / blocks;
            int to = (i + 1) * count / blocks;
            for (int j = from; j < to; j++) {
                shown[i] += means[j] / (to - from);
            }
            low = Math.min(low, shown[i]);
            high = Math.max(high, shown[i]);
        }
        StringBuilder line = new StringBuilder();
        for (double value : shown) {
            double height = high > low ? (value - low) / (high - low) : 0;
            line.append(BLOCKS.charAt((int) Math.round(height * (BLOCKS.length() - 1))));
        }
        return line.toString();
    }
}

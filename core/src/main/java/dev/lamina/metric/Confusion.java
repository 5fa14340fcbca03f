package dev.lamina.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often examples of each class were taken for each class; with weights, the sums of these.
 *
 * @param counts a row a label, a column a predicted class
 * @param undecided for each label, how many predictions were of no class, as they held a NaN
 */
public record Confusion(List<List<Double>> counts, List<Double> undecided) {
    /** Copies the counts. */
    public Confusion {
        counts = counts.stream().map(List::copyOf).toList();
        undecided = List.copyOf(undecided);
    }

    static Confusion of(double[] cells, int classes) {
        List<List<Double>> counts = new ArrayList<>();
        List<Double> undecided = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            List<Double> row = new ArrayList<>();
            for (int predicted = 0; predicted < classes; predicted++) {
                row.add(cells[label * (classes + 1) + predicted]);
            }
            counts.add(row);
            undecided.add(cells[label * (classes + 1) + classes]);
        }
        return new Confusion(counts, undecided);
    }

    /** The number of classes. */
    public int classes() {
        return counts.size();
    }

    /** How often examples of one class were taken for another. */
    public double count(int label, int predicted) {
        return counts.get(label).get(predicted);
    }

    /** How many examples have that label. */
    public double labelled(int label) {
        return counts.get(label).stream().mapToDouble(Double::doubleValue).sum() + undecided.get(label);
    }

    /** How many examples were taken for that class. */
    public double predicted(int predicted) {
        return counts.stream().mapToDouble(row -> row.get(predicted)).sum();
    }

    /** How many predictions are right. */
    public Fraction accuracy() {
        return new Fraction(
                IntStream.range(0, classes()).mapToDouble(i -> count(i, i)).sum(),
                IntStream.range(0, classes()).mapToDouble(this::labelled).sum());
    }

    /** Precision, recall and F1 that follow from it. */
    public Classification classification() {
        return Classification.of(this);
    }

    /** A table with the numbers of the classes. */
    @Override
    public String toString() {
        return table(IntStream.range(0, classes()).mapToObj(Integer::toString).toList());
    }

    /**
     * A table: a row a label, a column a predicted class, and one for predictions of no class if there are any.
     *
     * @param names of the classes
     */
    public String table(List<String> names) {
        boolean hasUndecided = undecided.stream().anyMatch(count -> count > 0);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("label", names, hasUndecided ? "none" : ""));
        for (int label = 0; label < classes(); label++) {
            List<String> cells =
                    counts.get(label).stream().map(Confusion::number).toList();
            rows.add(row(names.get(label), cells, hasUndecided ? number(undecided.get(label)) : ""));
        }
        return align(rows);
    }

    /** Counts are whole, sums of weights need not be. */
    private static String number(double count) {
        return count == Math.rint(count) ? String.format(Locale.ROOT, "%.0f", count) : Double.toString(count);
    }

    private static List<String> row(String head, List<String> cells, String last) {
        List<String> row = new ArrayList<>();
        row.add(head);
        row.addAll(cells);
        if (!last.isEmpty()) {
            row.add(last);
        }
        return row;
    }

    private static String align(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(text.isEmpty() ? "" : "\n");
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(each -> each.get(column).length())
                        .max()
                        .orElse(0);
                text.append(i == 0 ? "" : "  ")
                        .append(" ".repeat(width - row.get(i).length()))
                        .append(row.get(i));
            }
        }
        return text.toString();
    }
}

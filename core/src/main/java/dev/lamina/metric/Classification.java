package dev.lamina.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall and F1 of classes and on average, as scikit-learn's {@code precision_recall_fscore_support} has them.
 * Without examples all averages are NaN.
 *
 * @param classes the scores of each class; NaN for one that is absent, neither a label nor predicted
 * @param micro of all examples together: each is the accuracy if every prediction is of a class
 * @param macro the mean of the classes that are not absent
 * @param weighted the mean of the classes, each counting as often as it is a label
 */
public record Classification(List<Scores> classes, Scores micro, Scores macro, Scores weighted) {
    /** Copies the list. */
    public Classification {
        classes = List.copyOf(classes);
    }

    static Classification of(Confusion confusion) {
        List<Scores> classes = new ArrayList<>();
        double hits = 0;
        double predicted = 0;
        for (int i = 0; i < confusion.classes(); i++) {
            classes.add(Scores.of(confusion.count(i, i), confusion.predicted(i), confusion.labelled(i)));
            hits += confusion.count(i, i);
            predicted += confusion.predicted(i);
        }
        double support = classes.stream().mapToDouble(Scores::support).sum();
        return new Classification(
                classes,
                Scores.of(hits, predicted, support),
                average(classes, support, _ -> 1),
                average(classes, support, Scores::support));
    }

    private static Scores average(List<Scores> classes, double support, ToDoubleFunction<Scores> weight) {
        return new Scores(
                average(classes, weight, Scores::precision),
                average(classes, weight, Scores::recall),
                average(classes, weight, Scores::f1),
                support);
    }

    private static double average(
            List<Scores> classes, ToDoubleFunction<Scores> weight, ToDoubleFunction<Scores> score) {
        double sum = 0;
        double weights = 0;
        for (Scores each : classes) {
            if (!each.isAbsent()) {
                sum += weight.applyAsDouble(each) * score.applyAsDouble(each);
                weights += weight.applyAsDouble(each);
            }
        }
        return sum / weights;
    }
}

package dev.lamina.app.train;

import dev.lamina.app.report.GreyImage;
import dev.lamina.app.report.Mistake;
import dev.lamina.data.Batch;
import dev.lamina.data.BatchCursor;
import dev.lamina.data.DataSet;
import dev.lamina.metric.Confusion;
import dev.lamina.metric.ConfusionMatrix;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What a network makes of the test images.
 *
 * @param confusion how often those of each class were taken for each class
 * @param worst the mistakes whose right class was given the least probability, the worst first
 */
record TestedImages(Confusion confusion, List<Mistake> worst) {
    private static final Comparator<Mistake> WORST_LAST =
            Comparator.comparingDouble(Mistake::probabilityOfLabel).reversed();

    /** Looks at all of them and keeps at most so many mistakes. */
    static TestedImages of(Learner learner, DataSet images, int most) {
        var confusion = new ConfusionMatrix(Math.max(2, images.numClasses()));
        var worst = new PriorityQueue<>(WORST_LAST);
        int number = 0;
        try (BatchCursor batches = Learner.inOrder(images).open(0, 0)) {
            while (batches.hasNext()) {
                Batch batch = batches.next();
                Tensor logits = learner.model().predict(batch.images());
                confusion.update(logits, batch.labels());
                int[] labels = batch.classes();
                int classes = images.numClasses();
                float[] all = logits.floats();
                for (int i = 0; i < batch.size(); i++, number++) {
                    double[] probabilities = softmax(all, i * classes, classes);
                    int taken = largest(probabilities);
                    if (taken != labels[i]) {
                        worst.add(new Mistake(
                                number,
                                labels[i],
                                taken,
                                probabilities[taken],
                                probabilities[labels[i]],
                                image(images, batch, i)));
                        if (worst.size() > most) {
                            worst.remove();
                        }
                    }
                }
            }
        }
        return new TestedImages(
                confusion.result(), worst.stream().sorted(WORST_LAST.reversed()).toList());
    }

    private static GreyImage image(DataSet images, Batch batch, int i) {
        int size = images.rows() * images.columns();
        return new GreyImage(
                images.rows(), images.columns(), Arrays.copyOfRange(batch.pixels(), i * size, (i + 1) * size));
    }

    private static double[] softmax(float[] logits, int from, int count) {
        double[] powers = new double[count];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            powers[i] = Math.exp(logits[from + i] - most);
            sum += powers[i];
        }
        for (int i = 0; i < count; i++) {
            powers[i] /= sum;
        }
        return powers;
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}

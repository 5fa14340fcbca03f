package dev.lamina.op.rnn;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;

/**
 * Computes CTC losses, one example after the other, in float64: forward and backward variables of the labels with blanks around them,
 * as logarithms.
 */
final class CtcLossKernel implements Kernel {
    private final KernelContext context;
    private final CtcLabels labels;
    private final int blank;
    private final boolean merges;
    private final int steps;
    private final int batch;
    private final int classes;
    private final Buffer logits;
    private final Buffer gradient;
    private final Buffer loss;
    private final Buffer logProbabilities;
    private final Buffer forward;
    private final Buffer backward;
    private final Buffer sums;

    CtcLossKernel(KernelContext c, int blank, boolean collapses, boolean merges, boolean ignoresLonger) {
        context = c;
        this.blank = blank;
        this.merges = merges;
        Shape x = c.inputShape(0);
        steps = (int) x.dim(0);
        batch = (int) x.dim(1);
        classes = (int) x.dim(2);
        labels = new CtcLabels(c, blank, collapses, ignoresLonger);
        logits = c.workspace(DType.FLOAT64, x);
        gradient = c.workspace(DType.FLOAT64, x);
        loss = c.workspace(DType.FLOAT64, Shape.of(batch));
        logProbabilities = c.workspace(DType.FLOAT64, Shape.of(steps, classes));
        forward = c.workspace(DType.FLOAT64, Shape.of(steps, labels.most()));
        backward = c.workspace(DType.FLOAT64, Shape.of(steps, labels.most()));
        sums = c.workspace(DType.FLOAT64, Shape.of(classes));
    }

    @Override
    public void run(Buffer[] in, Buffer[] out) {
        Conversion.run(in[0], logits, 0, logits.size());
        Arrays.fill(gradient.doubles(), 0, gradient.size(), 0);
        int[] lengths = in[3].ints();
        for (int b = 0; b < batch; b++) {
            if (lengths[b] > steps) {
                throw context.error("sequence_length(" + b + ") <= " + steps);
            }
            if (lengths[b] < 0) {
                throw context.error("seq_len(" + b + ") < 0");
            }
        }
        labels.check(in);
        for (int b = 0; b < batch; b++) {
            int count = labels.of(in, b, lengths[b], classes);
            loss.doubles()[b] = count < 0 || lengths[b] == 0 ? 0 : example(b, lengths[b], count);
        }
        Conversion.run(loss, out[0], 0, batch);
        Conversion.run(gradient, out[1], 0, gradient.size());
    }

    private double example(int b, int time, int count) {
        double[] x = logits.doubles();
        double[] y = logProbabilities.doubles();
        for (int t = 0; t < time; t++) {
            int at = (t * batch + b) * classes;
            double sum = LogSums.of(x, at, classes);
            for (int k = 0; k < classes; k++) {
                y[t * classes + k] = x[at + k] - sum;
            }
        }
        forwards(time, count);
        backwards(time, count);
        double probability = LogSums.NOTHING;
        for (int u = 0; u < count; u++) {
            probability = LogSums.add(probability, forward.doubles()[u] + backward.doubles()[u]);
        }
        for (int t = 0; t < time; t++) {
            gradient(b, t, count, probability);
        }
        return -probability;
    }

    private int first(int t, int time, int count) {
        return Math.max(0, count - 2 * (time - t));
    }

    private void forwards(int time, int count) {
        double[] alpha = forward.doubles();
        double[] y = logProbabilities.doubles();
        Arrays.fill(alpha, 0, time * count, LogSums.NOTHING);
        alpha[0] = y[blank];
        if (count > 1) {
            alpha[1] = y[labels.at(1)];
        }
        for (int t = 1; t < time; t++) {
            int before = (t - 1) * count;
            for (int u = first(t, time, count); u < Math.min(count, 2 * (t + 1)); u++) {
                int label = labels.at(u);
                double sum = merges || label == blank ? alpha[before + u] : LogSums.NOTHING;
                if (u > 0) {
                    sum = LogSums.add(sum, alpha[before + u - 1]);
                }
                if (u > 1 && label != blank && !(merges && label == labels.at(u - 2))) {
                    sum = LogSums.add(sum, alpha[before + u - 2]);
                }
                alpha[t * count + u] = y[t * classes + label] + sum;
            }
        }
    }

    private void backwards(int time, int count) {
        double[] beta = backward.doubles();
        double[] y = logProbabilities.doubles();
        Arrays.fill(beta, 0, time * count, LogSums.NOTHING);
        for (int u = Math.max(0, count - 2); u < count; u++) {
            beta[(time - 1) * count + u] = 0;
        }
        for (int t = time - 2; t >= 0; t--) {
            int after = (t + 1) * count;
            int row = (t + 1) * classes;
            for (int u = first(t, time, count); u < Math.min(count, 2 * (t + 1)); u++) {
                int label = labels.at(u);
                double sum = merges || label == blank ? beta[after + u] + y[row + label] : LogSums.NOTHING;
                if (u + 1 < count) {
                    sum = LogSums.add(sum, beta[after + u + 1] + y[row + labels.at(u + 1)]);
                }
                if (u + 2 < count && label != blank && !(merges && label == labels.at(u + 2))) {
                    sum = LogSums.add(sum, beta[after + u + 2] + y[row + labels.at(u + 2)]);
                }
                beta[t * count + u] = sum;
            }
        }
    }

    /** What the softmax says less what the labels ask for; the softmax alone where the labels cannot be said. */
    private void gradient(int b, int t, int count, double probability) {
        double[] asked = sums.doubles();
        Arrays.fill(asked, 0, classes, LogSums.NOTHING);
        for (int u = 0; u < count; u++) {
            int label = labels.at(u);
            asked[label] =
                    LogSums.add(asked[label], forward.doubles()[t * count + u] + backward.doubles()[t * count + u]);
        }
        int at = (t * batch + b) * classes;
        for (int k = 0; k < classes; k++) {
            double said = StrictMath.exp(logProbabilities.doubles()[t * classes + k]);
            double part = probability == LogSums.NOTHING ? 0 : StrictMath.exp(asked[k] - probability);
            gradient.doubles()[at + k] = said - part;
        }
    }
}

package dev.lamina.benchmarks.workload;

import java.util.List;

/**
 * A network of dense layers: ReLU between them, softmax cross-entropy averaged over the batch at the end.
 *
 * @param widths from the inputs (784) to the classes (10)
 * @param batch examples a step
 * @param update how a step changes the weights
 * @param keepInput the probability with which dropout keeps an input; 1 is no dropout
 * @param keepHidden the same of the hidden layers
 */
public record Network(List<Integer> widths, int batch, Update update, float keepInput, float keepHidden) {
    /** Keeps a copy of the widths. */
    public Network {
        widths = List.copyOf(widths);
    }

    /** The number of layers with weights. */
    public int layers() {
        return widths.size() - 1;
    }

    /** Inputs of layer {@code layer}. */
    public int from(int layer) {
        return widths.get(layer);
    }

    /** Outputs of layer {@code layer}. */
    public int to(int layer) {
        return widths.get(layer + 1);
    }

    /** The probability with which dropout keeps an input of layer {@code layer}. */
    public float keep(int layer) {
        return layer == 0 ? keepInput : keepHidden;
    }

    /** The same network, computed without chance. */
    public Network withoutDropout() {
        return new Network(widths, batch, update, 1, 1);
    }

    /** The initial weights of layer {@code layer}, inputs by outputs: He's uniform ones from a fixed seed. */
    public float[] weights(int layer) {
        float[] weights = new float[from(layer) * to(layer)];
        Data.fill(weights, 0, weights.length, 1_000_000L + layer);
        float limit = (float) Math.sqrt(6.0 / from(layer));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (2 * weights[i] - 1) * limit;
        }
        return weights;
    }

    /** The initial weights of layer {@code layer}, outputs by inputs. */
    public float[] transposedWeights(int layer) {
        float[] weights = weights(layer);
        float[] transposed = new float[weights.length];
        for (int i = 0; i < from(layer); i++) {
            for (int j = 0; j < to(layer); j++) {
                transposed[j * from(layer) + i] = weights[i * to(layer) + j];
            }
        }
        return transposed;
    }

    /** Floating-point operations of the matrix products of a forward pass. */
    public double forwardFlops() {
        double sum = 0;
        for (int layer = 0; layer < layers(); layer++) {
            sum += 2.0 * batch * from(layer) * to(layer);
        }
        return sum;
    }

    /** Those of a step of training: forward, the weights' gradients, and the inputs' ones but of the first layer. */
    public double trainingFlops() {
        return 3 * forwardFlops() - 2.0 * batch * from(0) * to(0);
    }
}

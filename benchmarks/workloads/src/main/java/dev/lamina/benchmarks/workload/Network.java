package dev.lamina.benchmarks.workload;

import java.util.List;

/**
 * A network of dense layers: ReLU between them, softmax cross-entropy averaged over the batch at the end. Convolutions may come before them: of 5 by
 * 5 pixels, the images as large behind them as before, each with a ReLU and the greatest of each 2 by 2 pixels.
 *
 * @param filters of each convolution
 * @param widths from the inputs (784) to the classes (10)
 * @param batch examples a step
 * @param update how a step changes the weights
 * @param keepInput the probability with which dropout keeps an input; 1 is no dropout
 * @param keepHidden the same of the hidden layers
 */
public record Network(
        List<Integer> filters, List<Integer> widths, int batch, Update update, float keepInput, float keepHidden) {
    /** The rows, and the columns, of a filter. */
    public static final int KERNEL = 5;

    private static final int SIDE = 28;

    /** Keeps copies of the lists. */
    public Network {
        filters = List.copyOf(filters);
        widths = List.copyOf(widths);
    }

    /** A network of dense layers alone. */
    public Network(List<Integer> widths, int batch, Update update, float keepInput, float keepHidden) {
        this(List.of(), widths, batch, update, keepInput, keepHidden);
    }

    /** The rows, and the columns, of images before a convolution; of those behind all, by their number. */
    public int side(int convolution) {
        return SIDE >> convolution;
    }

    /** The channels of images before a convolution; of those behind all, by their number. */
    public int channels(int convolution) {
        return convolution == 0 ? 1 : filters.get(convolution - 1);
    }

    /** The initial filters of a convolution, of shape [5, 5, channels, filters]: He's uniform ones from a fixed seed. */
    public float[] kernel(int convolution) {
        int taps = KERNEL * KERNEL * channels(convolution);
        return uniform(taps, channels(convolution + 1), 2_000_000L + convolution);
    }

    /** The same, of shape [filters, channels, 5, 5]. */
    public float[] kernelOfChannelsFirst(int convolution) {
        return transposed(kernel(convolution), KERNEL * KERNEL, channels(convolution), channels(convolution + 1));
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
        return new Network(filters, widths, batch, update, 1, 1);
    }

    /** The initial weights of layer {@code layer}, inputs by outputs: He's uniform ones from a fixed seed. */
    public float[] weights(int layer) {
        return uniform(from(layer), to(layer), 1_000_000L + layer);
    }

    private static float[] uniform(int inputs, int outputs, long seed) {
        float[] weights = new float[inputs * outputs];
        Data.fill(weights, 0, weights.length, seed);
        float limit = (float) Math.sqrt(6.0 / inputs);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (2 * weights[i] - 1) * limit;
        }
        return weights;
    }

    /** The initial weights of layer {@code layer}, outputs by inputs; behind convolutions by channels, and then pixels. */
    public float[] transposedWeights(int layer) {
        int channels = layer == 0 ? channels(filters.size()) : 1;
        return transposed(weights(layer), from(layer) / channels, channels, to(layer));
    }

    /** From [places, channels, outputs] to [outputs, channels, places]. */
    private static float[] transposed(float[] weights, int places, int channels, int outputs) {
        float[] transposed = new float[weights.length];
        for (int place = 0; place < places; place++) {
            for (int c = 0; c < channels; c++) {
                for (int j = 0; j < outputs; j++) {
                    transposed[(j * channels + c) * places + place] = weights[(place * channels + c) * outputs + j];
                }
            }
        }
        return transposed;
    }

    /** Floating-point operations of the matrix products of a forward pass. */
    public double forwardFlops() {
        double sum = 0;
        for (int i = 0; i < filters.size(); i++) {
            sum += convolutionFlops(i);
        }
        for (int layer = 0; layer < layers(); layer++) {
            sum += 2.0 * batch * from(layer) * to(layer);
        }
        return sum;
    }

    /** Those of a step of training: forward, the weights' gradients, and the inputs' ones but of the first layer. */
    public double trainingFlops() {
        return 3 * forwardFlops() - (filters.isEmpty() ? 2.0 * batch * from(0) * to(0) : convolutionFlops(0));
    }

    private double convolutionFlops(int i) {
        return 2.0 * batch * side(i) * side(i) * KERNEL * KERNEL * channels(i) * channels(i + 1);
    }
}

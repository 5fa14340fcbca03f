package dev.lamina.benchmarks.workload;

import java.util.ArrayList;
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
        List<Integer> filters, List<Integer> widths, int batch, Update update, float keepInput, float keepHidden)
        implements Task {
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

    @Override
    public List<Integer> example() {
        return List.of(Data.INPUTS);
    }

    @Override
    public int batches() {
        return Data.batches(batch);
    }

    @Override
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            weights.add(kernel(i));
            weights.add(Weight.constant("channelBiases" + i, 0, channels(i + 1)));
        }
        for (int layer = 0; layer < layers(); layer++) {
            weights.add(weights(layer));
            weights.add(Weight.constant("biases" + layer, 0, to(layer)));
        }
        return weights;
    }

    /** The filters of a convolution, of shape [5, 5, channels, filters]. */
    public Weight kernel(int convolution) {
        int taps = KERNEL * KERNEL * channels(convolution);
        List<Integer> dims = List.of(KERNEL, KERNEL, channels(convolution), channels(convolution + 1));
        return new Weight("kernel" + convolution, dims, 0, he(taps), 2_000_000L + convolution, true);
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

    @Override
    public Network withoutDropout() {
        return new Network(filters, widths, batch, update, 1, 1);
    }

    /** The weights of layer {@code layer}, inputs by outputs. */
    public Weight weights(int layer) {
        List<Integer> dims = List.of(from(layer), to(layer));
        return new Weight("weights" + layer, dims, 0, he(from(layer)), 1_000_000L + layer, true);
    }

    private static float he(int inputs) {
        return (float) Math.sqrt(6.0 / inputs);
    }

    /** The first weights of layer {@code layer}, outputs by inputs; behind convolutions by channels, and then pixels. */
    public float[] transposedWeights(int layer) {
        int channels = layer == 0 ? channels(filters.size()) : 1;
        return Weight.transposed(weights(layer).values(), from(layer) / channels, channels, to(layer));
    }

    @Override
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

    @Override
    public double trainingFlops() {
        return 3 * forwardFlops() - (filters.isEmpty() ? 2.0 * batch * from(0) * to(0) : convolutionFlops(0));
    }

    private double convolutionFlops(int i) {
        return 2.0 * batch * side(i) * side(i) * KERNEL * KERNEL * channels(i) * channels(i + 1);
    }
}

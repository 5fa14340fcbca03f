package dev.lamina.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * Blocks of attention and two dense layers, {@code norm(x + f(x))} each as in the first transformers, on sequences of vectors; the mean over a
 * sequence goes through a dense layer. Nothing is dropped.
 *
 * @param blocks how many blocks there are
 * @param width of a vector; the dense layers are four times as wide between them
 * @param heads of attention
 * @param tokens of a sequence
 */
public record Transformer(int blocks, int width, int heads, int tokens, int batch, Update update) implements Task {
    /** What keeps a variance from 0. */
    public static final float EPSILON = 1e-6f;

    @Override
    public List<Integer> example() {
        return List.of(tokens, width);
    }

    /** Units between a block's dense layers. */
    public int hidden() {
        return 4 * width;
    }

    /** The extent of a head's vectors. */
    public int keyDim() {
        return width / heads;
    }

    /** The name of a block, which its variables' names begin with. */
    public String block(int number) {
        return "block" + number;
    }

    @Override
    public List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        float limit = (float) Math.sqrt(3.0 / width);
        for (int i = 0; i < blocks; i++) {
            String attention = block(i) + "/multi_head_attention/";
            for (String each : List.of("query", "key", "value")) {
                weights.add(Weight.uniform(attention + each + "/kernel", limit, width, heads, keyDim()));
                weights.add(Weight.constant(attention + each + "/bias", 0, heads, keyDim()));
            }
            weights.add(Weight.uniform(attention + "attention_output/kernel", limit, heads, keyDim(), width));
            weights.add(Weight.constant(attention + "attention_output/bias", 0, width));
            addNorm(weights, block(i) + "/layer_normalization");
            weights.add(Weight.he(block(i) + "/dense/kernel", width, width, hidden()));
            weights.add(Weight.constant(block(i) + "/dense/bias", 0, hidden()));
            weights.add(Weight.he(block(i) + "/dense_1/kernel", hidden(), hidden(), width));
            weights.add(Weight.constant(block(i) + "/dense_1/bias", 0, width));
            addNorm(weights, block(i) + "/layer_normalization_1");
        }
        weights.add(Weight.he("dense/kernel", width, width, Data.CLASSES));
        weights.add(Weight.constant("dense/bias", 0, Data.CLASSES));
        return weights;
    }

    private void addNorm(List<Weight> weights, String name) {
        weights.add(Weight.constant(name + "/gamma", 1, width));
        weights.add(Weight.constant(name + "/beta", 0, width));
    }

    @Override
    public double forwardFlops() {
        double rows = (double) batch * tokens;
        double products = 4.0 * width * width + 2.0 * width * hidden() + 2.0 * tokens * width;
        return 2 * (rows * blocks * products + (double) batch * width * Data.CLASSES);
    }

    @Override
    public double trainingFlops() {
        return 3 * forwardFlops() - 2.0 * batch * tokens * 3 * width * width;
    }
}

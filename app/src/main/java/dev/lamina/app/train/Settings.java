package dev.lamina.app.train;

import java.util.List;

/**
 * What fixes the result of a training, bit by bit.
 *
 * @param network the kind of network
 * @param hidden the units of each hidden layer; none for a linear model
 * @param epochs how many times each example is learned from
 * @param batch the examples in a step
 * @param optimizer what turns gradients into updates
 * @param learningRate its highest learning rate
 * @param schedule how the learning rate goes from step to step
 * @param augmentation what is done to an image each time it is learned from
 * @param keepProb the probability with which dropout keeps a hidden unit; 1 is no dropout
 * @param l2 the factor of half the weights' squares in the loss
 * @param maxNorm the greatest norm of a hidden unit's incoming weights; 0 for no limit
 * @param patience after how many epochs without a better validation to stop; 0 for never
 * @param seed of the initial weights, the examples' order, augmentation and dropout
 */
record Settings(
        NetworkChoice network,
        List<Integer> hidden,
        int epochs,
        int batch,
        OptimizerChoice optimizer,
        float learningRate,
        ScheduleChoice schedule,
        Augmentation augmentation,
        float keepProb,
        float l2,
        float maxNorm,
        int patience,
        long seed) {}

package dev.lamina.model;

import java.util.List;

/**
 * Where in the data a training is, beside the number of epochs done.
 *
 * @param step the number of steps in all
 * @param batch the number of steps of the epoch under way
 * @param lossSum the sum of the losses of that epoch's examples
 * @param outputLossSums the same of the losses of each output, where there are several that learn; else empty
 * @param examples their number
 */
record Position(long step, long batch, double lossSum, List<Double> outputLossSums, long examples) {}

package dev.lamina.model;

/**
 * Where in the data a training is, beside the number of epochs done.
 *
 * @param step the number of steps in all
 * @param batch the number of steps of the epoch under way
 * @param lossSum the sum of the losses of that epoch's examples
 * @param examples their number
 */
record Position(long step, long batch, double lossSum, long examples) {}

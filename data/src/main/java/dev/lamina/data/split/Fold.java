package dev.lamina.data.split;

/**
 * One round of k-fold cross-validation.
 *
 * @param <D> what was divided: a pipeline or a table
 * @param train all examples but those of the fold
 * @param validation the fold
 */
public record Fold<D>(D train, D validation) {}

package dev.lamina.data.table;

/** How numbers are scaled, by what the training rows hold; missing cells do not count. */
public enum Scaling {
    /** Not at all. */
    NONE,
    /** Less the mean, divided by the standard deviation of the population. */
    STANDARD,
    /** From 0 for the least to 1 for the greatest. */
    MIN_MAX
}

package dev.lamina.model;

/** How a training ended. */
public enum Ending {
    /** All epochs were done. */
    COMPLETED,
    /** A callback stopped it, as early stopping does. */
    STOPPED,
    /** Who fits wanted an end: see {@link Fit#stopWhen}. */
    INTERRUPTED,
    /** Something was thrown. */
    FAILED
}

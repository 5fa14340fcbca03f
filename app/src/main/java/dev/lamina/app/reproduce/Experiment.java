package dev.lamina.app.reproduce;

/** A published result that can be trained anew. */
interface Experiment {
    /** What it shows, in a line. */
    String description();

    /** Trains, and says what came out. */
    Findings run(Laboratory laboratory);
}

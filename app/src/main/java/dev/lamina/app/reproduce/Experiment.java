package dev.lamina.app.reproduce;

import java.util.List;

/** A published result that can be trained anew. */
interface Experiment {
    /** What it shows, in a line. */
    String description();

    /** The names of the trainings, of a quick run or a full one, that can be done by themselves; none if they belong together. */
    default List<String> trainings(boolean isQuick) {
        return List.of();
    }

    /** Trains, and says what came out. */
    Findings run(Laboratory laboratory);
}

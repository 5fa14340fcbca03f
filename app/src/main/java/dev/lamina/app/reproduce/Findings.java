package dev.lamina.app.reproduce;

import dev.lamina.app.plot.Chart;
import java.util.List;

/**
 * What came out of an experiment.
 *
 * @param charts from the top
 * @param figures in the order of the table
 */
record Findings(List<Chart> charts, List<Figure> figures) {
    /** Copies the lists. */
    Findings {
        charts = List.copyOf(charts);
        figures = List.copyOf(figures);
    }
}

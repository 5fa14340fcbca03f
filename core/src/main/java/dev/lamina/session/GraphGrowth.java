package dev.lamina.session;

import dev.lamina.graph.Graph;
import java.util.function.Consumer;

/** Notices that a graph grows from run to run, as one does that is built within a loop of training, and says so once. */
final class GraphGrowth {
    /** The runs before which the graph has grown that call for a warning. */
    static final int TOLERATED = 1000;

    private final Graph graph;
    private final Consumer<String> warnings;
    private volatile int size;
    private int growths;

    GraphGrowth(Graph graph, Consumer<String> warnings) {
        this.graph = graph;
        this.warnings = warnings;
        size = graph.size();
    }

    /** Looks at the graph before a run. */
    void beforeRun() {
        if (graph.size() != size) {
            note();
        }
    }

    private synchronized void note() {
        int now = graph.size();
        if (now == size) {
            return;
        }
        size = now;
        growths++;
        if (growths == TOLERATED) {
            warnings.accept(
                    "The graph has grown before " + TOLERATED + " runs of a session and has " + now
                            + " nodes now, the newest of them " + graph.newest().describe()
                            + ". Each run of a new operation is compiled anew, and nothing is ever taken away. Build the graph once,"
                            + " before the loop, and feed what changes; Graph.freeze() makes a node that is added later an error.");
        }
    }
}

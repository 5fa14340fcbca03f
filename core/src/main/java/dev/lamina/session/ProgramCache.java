package dev.lamina.session;

import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The programs for one choice of fetches, fed tensors and their shapes: as many as have run at the same time. */
final class ProgramCache {
    private final List<? extends Fetch> fetches;
    private final Feed[] feeds;
    private final Shape[] shapes;
    private final boolean checksNumerics;
    private final Deque<Program> idle = new ArrayDeque<>();

    ProgramCache(List<? extends Fetch> fetches, Feed[] feeds, boolean checksNumerics) {
        this.checksNumerics = checksNumerics;
        this.fetches = List.copyOf(fetches);
        this.feeds = new Feed[feeds.length];
        this.shapes = new Shape[feeds.length];
        for (int i = 0; i < feeds.length; i++) {
            // Of the value only type and shape are of interest: holding on to its elements would be a leak.
            this.feeds[i] = new Feed(
                    feeds[i].target(),
                    dev.lamina.tensor.Tensor.zeros(feeds[i].value().dtype(), Shape.of(0)));
            shapes[i] = feeds[i].value().shape();
        }
    }

    boolean serves(Fetch fetch, Feed[] given) {
        return fetches.size() == 1 && fetches.getFirst().equals(fetch) && serves(given);
    }

    boolean serves(List<? extends Fetch> given, Feed[] givenFeeds) {
        if (given.size() != fetches.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!fetches.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return serves(givenFeeds);
    }

    private boolean serves(Feed[] given) {
        if (given.length != feeds.length) {
            return false;
        }
        for (int i = 0; i < given.length; i++) {
            Feed feed = feeds[i];
            if (given[i].target().node() != feed.target().node()
                    || given[i].target().index() != feed.target().index()
                    || given[i].value().dtype() != feed.value().dtype()
                    || !given[i].value().shape().equals(shapes[i])) {
                return false;
            }
        }
        return true;
    }

    /** A program that nobody runs at the moment. */
    Program acquire(Graph graph, Feed[] given, VariableStore variables) {
        synchronized (idle) {
            Program program = idle.pollLast();
            if (program != null) {
                return program;
            }
        }
        return new Program(graph, fetches, given, variables, checksNumerics);
    }

    /** Gives it back. */
    void release(Program program) {
        synchronized (idle) {
            idle.addLast(program);
        }
    }
}

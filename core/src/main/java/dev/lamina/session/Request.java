package dev.lamina.session;

import dev.lamina.graph.Fetch;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a program is for: fetches, fed tensors with the types and shapes of their values, and whether numbers are checked.
 *
 * <p>It keeps no element of a value. One that looks programs up is filled anew for each run, so that looking up leaves no
 * garbage; one that is kept as a key is a copy, which does not change.
 */
final class Request {
    private Fetch[] fetches = {};
    private int fetchCount;
    private Output[] targets = {};
    private DType[] types = {};
    private Shape[] shapes = {};
    private int feedCount;
    private boolean checksNumerics;
    private int loops;
    private int hash;

    /** One that asks for nothing yet. */
    Request() {}

    private Request(Request other) {
        fetches = Arrays.copyOf(other.fetches, other.fetchCount);
        fetchCount = other.fetchCount;
        targets = Arrays.copyOf(other.targets, other.feedCount);
        types = Arrays.copyOf(other.types, other.feedCount);
        shapes = Arrays.copyOf(other.shapes, other.feedCount);
        feedCount = other.feedCount;
        checksNumerics = other.checksNumerics;
        loops = other.loops;
        hash = other.hash;
    }

    /** One with the same content, which stays as it is. */
    Request copy() {
        return new Request(this);
    }

    /**
     * What is fetched and what is fed, whatever its shape: all that a region is made for.
     *
     * @param fetches operands and nodes, in order
     * @param fed the tensors that are fed, in order
     * @param loops how many loops the graph had then: closing one changes what its beginning is made of
     */
    record Subject(List<Fetch> fetches, List<Output> fed, int loops) {}

    /** What it asks for, whatever the shapes are. */
    Subject subject() {
        return new Subject(
                List.of(Arrays.copyOf(fetches, fetchCount)), List.of(Arrays.copyOf(targets, feedCount)), loops);
    }

    /** Asks for one fetch. */
    void set(Fetch fetch, Feed[] feeds, boolean checks) {
        begin(1);
        add(fetch);
        setFeeds(feeds, checks);
    }

    /** Asks for several fetches. */
    void set(List<? extends Fetch> all, Feed[] feeds, boolean checks) {
        begin(all.size());
        for (int i = 0; i < all.size(); i++) {
            add(all.get(i));
        }
        setFeeds(feeds, checks);
    }

    /** Asks for several fetches, for values of these shapes. */
    void set(List<? extends Fetch> all, FedShape[] feeds, boolean checks) {
        begin(all.size());
        for (int i = 0; i < all.size(); i++) {
            add(all.get(i));
        }
        beginFeeds(feeds.length, checks);
        for (FedShape feed : feeds) {
            add(feed.target(), feed.dtype(), feed.shape());
        }
    }

    /** Asks for it in a graph with so many inputs of next iterations. */
    void asOf(int loopCount) {
        loops = loopCount;
    }

    private void begin(int count) {
        if (fetches.length < count) {
            fetches = new Fetch[count];
        }
        fetchCount = 0;
        hash = count;
    }

    private void add(Fetch fetch) {
        // A variable and what is read of it are one.
        Fetch plain = fetch instanceof Operand operand ? operand.asOutput() : fetch;
        fetches[fetchCount++] = plain;
        hash = 31 * hash + Objects.hashCode(plain); // null is refused in words when the program is compiled
    }

    private void setFeeds(Feed[] feeds, boolean checks) {
        beginFeeds(feeds.length, checks);
        for (Feed feed : feeds) {
            add(feed.target(), feed.value().dtype(), feed.value().shape());
        }
    }

    private void beginFeeds(int count, boolean checks) {
        if (targets.length < count) {
            targets = new Output[count];
            types = new DType[count];
            shapes = new Shape[count];
        }
        feedCount = 0;
        checksNumerics = checks;
    }

    private void add(Output target, DType type, Shape shape) {
        targets[feedCount] = target;
        types[feedCount] = type;
        shapes[feedCount++] = shape;
        hash = 31 * (31 * hash + target.hashCode()) + shape.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Request request
                && hash == request.hash
                && checksNumerics == request.checksNumerics
                && loops == request.loops
                && Arrays.equals(shapes, 0, feedCount, request.shapes, 0, request.feedCount)
                && Arrays.equals(types, 0, feedCount, request.types, 0, request.feedCount)
                && Arrays.equals(targets, 0, feedCount, request.targets, 0, request.feedCount)
                && Arrays.equals(fetches, 0, fetchCount, request.fetches, 0, request.fetchCount);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}

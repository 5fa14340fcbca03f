package dev.lamina.session;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The programs of a session, by what they are for: as many of each as have run at the same time. They take a bounded
 * amount of memory together; beyond it those go that have not run for the longest time.
 *
 * <p>A program under a run is not here, so it does not go. The one that ran last stays, however large it is.
 */
final class Programs {
    private final Graph graph;
    private final VariableStore variables;

    /** The programs that nobody runs; those asked for last are last. */
    private final Map<Request, Deque<Program>> idle = new LinkedHashMap<>(16, 0.75f, true);

    private final Request wanted = new Request();
    private final Recompilation recompilation;
    private int idleCount;
    private long limit = MemoryLimit.byDefault();
    private long taken;
    private long compiled;
    private boolean checksNumerics;
    private boolean closed;

    Programs(Graph graph, VariableStore variables, Consumer<String> warnings) {
        this.graph = graph;
        this.variables = variables;
        recompilation = new Recompilation(warnings);
    }

    /** A program for one fetch, which is the caller's until it is given back. */
    Program acquire(Fetch fetch, Feed[] feeds) {
        synchronized (this) {
            wanted.set(fetch, feeds, checksNumerics);
            Program known = takeIdle();
            if (known != null) {
                return known;
            }
        }
        return compile(List.of(fetch), feeds);
    }

    /** A program for several fetches, which is the caller's until it is given back. */
    Program acquire(List<? extends Fetch> fetches, Feed[] feeds) {
        synchronized (this) {
            wanted.set(fetches, feeds, checksNumerics);
            Program known = takeIdle();
            if (known != null) {
                return known;
            }
        }
        return compile(fetches, feeds);
    }

    private @Nullable Program takeIdle() {
        requireOpen();
        Deque<Program> known = idle.get(wanted);
        Program program = known == null ? null : known.pollLast();
        if (program != null) {
            idleCount--;
        }
        return program;
    }

    private Program compile(List<? extends Fetch> fetches, Feed[] feeds) {
        Requests.check(graph, fetches, feeds);
        Request request;
        boolean checks;
        synchronized (this) {
            checks = checksNumerics;
            wanted.set(fetches, feeds, checks);
            request = wanted.copy();
            compiled++;
            recompilation.compiling(request, limit);
        }
        Holding holding = new Holding();
        boolean isMade = false;
        try {
            Program made = new Program(graph, fetches, feeds, variables, checks, request, holding);
            isMade = true;
            return made;
        } finally {
            if (!isMade) {
                holding.take(-holding.bytes);
            }
        }
    }

    /** Gives a program back. */
    synchronized void release(Program program) {
        if (closed || program.checksNumerics() != checksNumerics) {
            taken -= program.holding().bytes;
            return;
        }
        Deque<Program> same = idle.get(program.request());
        if (same == null) {
            same = new ArrayDeque<>(1);
            idle.put(program.request(), same);
        }
        same.addLast(program);
        idleCount++;
        makeRoom(1);
    }

    /** Lets programs go, those that have waited longest first, until the rest fits or only so many are left. */
    private void makeRoom(int least) {
        if (taken <= limit || idleCount <= least) {
            return;
        }
        Iterator<Map.Entry<Request, Deque<Program>>> eldest = idle.entrySet().iterator();
        while (taken > limit && idleCount > least && eldest.hasNext()) {
            Map.Entry<Request, Deque<Program>> next = eldest.next();
            Deque<Program> programs = next.getValue();
            while (taken > limit && idleCount > least && !programs.isEmpty()) {
                taken -= programs.removeFirst().holding().bytes;
                idleCount--;
                recompilation.dropped(next.getKey());
            }
            if (programs.isEmpty()) {
                eldest.remove();
            }
        }
    }

    synchronized void setChecksNumerics(boolean on) {
        if (checksNumerics != on) {
            checksNumerics = on;
            clear();
        }
    }

    synchronized long limit() {
        return limit;
    }

    synchronized void setLimit(long bytes) {
        limit = bytes;
        makeRoom(1);
    }

    /** The bytes that all programs hold, those under a run included. */
    synchronized long taken() {
        return taken;
    }

    /** How many wait for their next run. */
    synchronized int idleCount() {
        return idleCount;
    }

    /** How many have been compiled since the beginning. */
    synchronized long compiled() {
        return compiled;
    }

    synchronized void requireOpen() {
        if (closed) {
            throw new FailedPreconditionException("Attempted to use a closed Session.");
        }
    }

    synchronized void close() {
        closed = true;
        clear();
    }

    private void clear() {
        idle.values().forEach(programs -> programs.forEach(program -> taken -= program.holding().bytes));
        idle.clear();
        idleCount = 0;
    }

    /** What one program holds of the memory. */
    final class Holding {
        private long bytes;

        long bytes() {
            synchronized (Programs.this) {
                return bytes;
            }
        }

        /** Counts what is going to be allocated, after others have made room for it, or, below 0, what was let go. */
        void take(long more) {
            synchronized (Programs.this) {
                bytes += more;
                taken += more;
                makeRoom(0);
            }
        }

        /** Says whether what all programs hold is beyond the limit, although no other could make room. */
        boolean isOverLimit() {
            synchronized (Programs.this) {
                return taken > limit;
            }
        }

        /** Lets go all programs that nobody runs. */
        void makeAllRoom() {
            synchronized (Programs.this) {
                clear();
            }
        }
    }
}

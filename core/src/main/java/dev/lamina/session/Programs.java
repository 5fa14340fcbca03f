package dev.lamina.session;

import dev.lamina.compiler.region.Region;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.compiler.run.MemoryAccount;
import dev.lamina.compiler.run.Watch;
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
    private final Regions regions = new Regions();
    private final Watch watch = new Watch();
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
        return compile(List.of(fetch), FedShape.of(feeds));
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
        return compile(fetches, FedShape.of(feeds));
    }

    /** The same for values of these shapes. */
    Program acquire(List<? extends Fetch> fetches, FedShape[] feeds) {
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
        wanted.asOf(graph.backEdges());
        Deque<Program> known = idle.get(wanted);
        Program program = known == null ? null : known.pollLast();
        if (program != null) {
            idleCount--;
        }
        return program;
    }

    private Program compile(List<? extends Fetch> fetches, FedShape[] feeds) {
        Requests.check(graph, fetches, feeds);
        Request request;
        boolean checks;
        synchronized (this) {
            checks = checksNumerics;
            wanted.set(fetches, feeds, checks);
            wanted.asOf(graph.backEdges());
            request = wanted.copy();
            compiled++;
            recompilation.compiling(request, limit);
        }
        Request.Subject subject = request.subject();
        Region region = regions.acquire(subject, () -> Region.of(subject.fetches(), subject.fed(), variables));
        Holding holding = new Holding();
        boolean isMade = false;
        try {
            Program made = new Program(region, feeds, variables, checks, request, holding, watch);
            isMade = true;
            return made;
        } finally {
            if (!isMade) {
                holding.take(-holding.bytes);
                regions.release(subject);
            }
        }
    }

    /** Forgets a program that is not going to run again. */
    private void drop(Program program) {
        taken -= program.holding().bytes;
        regions.release(program.request().subject());
    }

    /** Gives a program back. */
    synchronized void release(Program program) {
        if (closed || program.checksNumerics() != checksNumerics) {
            drop(program);
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
                drop(programs.removeFirst());
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

    /** Tells who is told of the steps that run. */
    Watch watch() {
        return watch;
    }

    /** How many regions they are compiled from. */
    int regionCount() {
        return regions.count();
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
        idle.values().forEach(programs -> programs.forEach(this::drop));
        idle.clear();
        idleCount = 0;
    }

    /** What one program holds of the memory. */
    final class Holding implements MemoryAccount {
        private long bytes;

        long bytes() {
            synchronized (Programs.this) {
                return bytes;
            }
        }

        @Override
        public void take(long more) {
            synchronized (Programs.this) {
                bytes += more;
                taken += more;
                makeRoom(0);
            }
        }

        @Override
        public boolean isOverLimit() {
            synchronized (Programs.this) {
                return taken > limit;
            }
        }

        @Override
        public void makeAllRoom() {
            synchronized (Programs.this) {
                clear();
            }
        }
    }
}

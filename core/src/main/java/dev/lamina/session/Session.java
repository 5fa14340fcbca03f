package dev.lamina.session;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.kernel.WarmUp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a graph. The variables of the graph live here, from run to run.
 *
 * <p>For each choice of fetches and of shapes that are fed, the first run compiles a program that later
 * runs use again. Any number of threads may call {@code run}: runs that change variables take turns, so
 * each is atomic, and the others share.
 *
 * <p>Within a run, whatever does not depend on a change of a variable sees the value before it.
 *
 * <p>Matrices of float32 that runs multiply by and do not change, such as the weights of a network that answers, are kept a second
 * time in the order in which products read them, until a run changes them.
 */
public final class Session implements AutoCloseable {

    private final Graph graph;
    private final VariableStore variables = new VariableStore();
    private final StampedLock lock = new StampedLock();
    private volatile ProgramCache[] caches = {};
    private boolean checkNumerics;
    private volatile boolean closed;

    /** A session for a graph, which may grow afterwards. */
    public Session(Graph graph) {
        this.graph = graph;
        WarmUp.start();
    }

    /** The graph it runs. */
    public Graph graph() {
        return graph;
    }

    /**
     * Whether every run stops with an error at the first operation that gives a NaN or an infinity, or leaves one in a
     * variable. It costs time, so it is off unless switched on here.
     */
    public synchronized void setCheckNumerics(boolean on) {
        if (checkNumerics != on) {
            checkNumerics = on;
            caches = new ProgramCache[0];
        }
    }

    /**
     * Computes one tensor.
     *
     * @throws InvalidArgumentException if a placeholder is not fed, or a feed or a shape does not fit
     * @throws FailedPreconditionException if a variable is not initialised, or the session is closed
     */
    public Tensor run(Operand fetch, Feed... feeds) {
        Output output = fetch.asOutput();
        @Nullable Tensor[] results = new Tensor[1];
        run(cache(output, feeds), feeds, results);
        Tensor result = results[0];
        if (result == null) {
            throw new IllegalStateException("no value for " + output);
        }
        return result;
    }

    /** Runs an operation, such as an optimizer's step, for its effect. */
    public void run(Node target, Feed... feeds) {
        run(cache(target, feeds), feeds, NO_RESULTS);
    }

    /** Computes several tensors, and runs several operations, in one step: all see one state of the variables. */
    public Results run(List<? extends Fetch> fetches, Feed... feeds) {
        List<? extends Fetch> outputs = fetches.stream()
                .map(fetch -> fetch instanceof Operand operand ? operand.asOutput() : fetch)
                .toList();
        @Nullable Tensor[] results = new Tensor[fetches.size()];
        run(cache(outputs, feeds), feeds, results);
        return new Results(fetches, results);
    }

    /** Copies of all variables that have a value, by name, as they are between two steps. */
    public Map<String, Tensor> variables() {
        return read(() -> {
            Map<String, VariableCell> cells = new LinkedHashMap<>();
            variables.initialized().forEach(cell -> cells.put(cell.name(), cell));
            return cells;
        });
    }

    /**
     * Copies of the variables with these names ({@code weights}, or {@code weights:0} as {@link
     * dev.lamina.graph.Variable#name} gives it), under the names asked for, as they are between two steps.
     *
     * @throws NotFoundException if the graph has no such variable
     * @throws FailedPreconditionException if a variable has no value, or the session is closed
     */
    public Map<String, Tensor> variables(Collection<String> names) {
        return read(() -> {
            Map<String, VariableCell> cells = new LinkedHashMap<>();
            names.forEach(name -> cells.put(name, variables.cell(graph, name)));
            return cells;
        });
    }

    private Map<String, Tensor> read(Supplier<Map<String, VariableCell>> cells) {
        requireOpen();
        long stamp = lock.readLock();
        try {
            Map<String, Tensor> values = new LinkedHashMap<>();
            cells.get().forEach((name, cell) -> values.put(name, cell.value()));
            return values;
        } finally {
            lock.unlock(stamp);
        }
    }

    /**
     * Gives variables values, by name ({@code weights} or {@code weights:0}), as if their initializers had run: all of them
     * between two steps, or none.
     *
     * @throws NotFoundException if the graph has no such variable
     * @throws InvalidArgumentException if a value is not of its variable's type and shape, or a variable is given two
     * @throws FailedPreconditionException if the session is closed
     */
    public void load(Map<String, Tensor> values) {
        requireOpen();
        long stamp = lock.writeLock();
        try {
            Map<VariableCell, Tensor> checked = new LinkedHashMap<>();
            values.forEach((name, value) -> {
                VariableCell cell = variables.cell(graph, name);
                cell.check(value);
                if (checked.put(cell, value) != null) {
                    throw new InvalidArgumentException("variable '" + cell.name() + "' is given two values");
                }
            });
            checked.forEach(VariableCell::load);
        } finally {
            lock.unlock(stamp);
        }
    }

    /**
     * Where each random operation that has run stands in its stream of random numbers, by the name of its node, as it is
     * between two steps: int64 of shape [3]. Loaded into a session of the same graph with {@link #loadRandomStates}, the
     * operations draw there what they would have drawn here next, even those without a seed.
     */
    public Map<String, Tensor> randomStates() {
        requireOpen();
        // Runs that only read share the read lock, and a random operation draws in those too.
        long stamp = lock.writeLock();
        try {
            return variables.randomStates();
        } finally {
            lock.unlock(stamp);
        }
    }

    /**
     * Has random operations go on from where {@link #randomStates} said: all of them between two steps, or none. Those that
     * are not named stay where they are.
     *
     * @throws NotFoundException if the graph has no node of that name
     * @throws InvalidArgumentException if a state is not int64 of shape [3]
     */
    public void loadRandomStates(Map<String, Tensor> states) {
        requireOpen();
        states.forEach((name, state) -> {
            graph.node(name);
            if (state.dtype() != DType.INT64 || !state.shape().equals(Shape.of(3))) {
                throw new InvalidArgumentException(
                        "the random state of '" + name + "' must be int64[3], but is " + state.dtype() + state.shape());
            }
        });
        long stamp = lock.writeLock();
        try {
            variables.loadRandomStates(states);
        } finally {
            lock.unlock(stamp);
        }
    }

    private static final @Nullable Tensor[] NO_RESULTS = {};

    private void run(ProgramCache cache, Feed[] feeds, @Nullable Tensor[] results) {
        Program program = cache.acquire(graph, feeds, variables);
        boolean writes = program.writesVariables();
        long stamp = writes ? lock.writeLock() : lock.readLock();
        try {
            program.run(feeds, results);
        } finally {
            lock.unlock(stamp);
            cache.release(program);
        }
    }

    private ProgramCache cache(Fetch fetch, Feed[] feeds) {
        for (ProgramCache cache : caches) {
            if (cache.serves(fetch, feeds)) {
                requireOpen();
                return cache;
            }
        }
        return add(List.of(fetch), feeds);
    }

    private ProgramCache cache(List<? extends Fetch> fetches, Feed[] feeds) {
        for (ProgramCache cache : caches) {
            if (cache.serves(fetches, feeds)) {
                requireOpen();
                return cache;
            }
        }
        return add(fetches, feeds);
    }

    private synchronized ProgramCache add(List<? extends Fetch> fetches, Feed[] feeds) {
        requireOpen();
        for (ProgramCache cache : caches) {
            if (cache.serves(fetches, feeds)) {
                return cache;
            }
        }
        Requests.check(graph, fetches, feeds);
        ProgramCache added = new ProgramCache(fetches, feeds, checkNumerics);
        ProgramCache[] more = new ProgramCache[caches.length + 1];
        more[0] = added;
        System.arraycopy(caches, 0, more, 1, caches.length);
        caches = more;
        return added;
    }

    private void requireOpen() {
        if (closed) {
            throw new FailedPreconditionException("Attempted to use a closed Session.");
        }
    }

    /** Lets go of the variables and all compiled programs. A second call does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        caches = new ProgramCache[0];
    }
}

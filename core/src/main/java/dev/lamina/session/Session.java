package dev.lamina.session;

import dev.lamina.compiler.region.ResourceStore;
import dev.lamina.compiler.region.VariableCell;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.kernel.warmup.SimdWarmUp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a graph. The variables of the graph live here, from run to run.
 *
 * <p>For each choice of fetches and of shapes that are fed, the first run compiles a program that later
 * runs use again. The programs of a session take a bounded amount of memory, {@link #setProgramMemory}: where a new one
 * does not fit, those go that have not run for the longest time.
 *
 * <p>Any number of threads may call {@code run}: runs that change variables take turns, so each is atomic, and the others
 * share. Turns go by arrival: a run waits for such alone as were asked for before it.
 *
 * <p>A run that waits in a queue, for an element or for room, lets others run meanwhile: what it reads of variables afterwards
 * may be newer than what it read before.
 *
 * <p>Within a run, whatever does not depend on a change of a variable sees the value before it.
 *
 * <p>A graph that has grown before 1,000 runs is most likely built in a loop by mistake; the session says so once, by the
 * logger {@code dev.lamina}, with the line that added the newest operation.
 */
public final class Session implements AutoCloseable {

    private final Graph graph;
    private final FairLock lock = new FairLock();
    private final VariableStore variables = new VariableStore(new ResourceStore(lock::yieldWhile));
    private final Programs programs;
    private final GraphGrowth growth;

    /**
     * A session for a graph, which may grow afterwards.
     *
     * @throws InvalidArgumentException if the system property {@code lamina.programMemory} is set and no amount of memory
     */
    public Session(Graph graph) {
        this(graph, warning -> System.getLogger("dev.lamina").log(System.Logger.Level.WARNING, warning));
    }

    Session(Graph graph, Consumer<String> warnings) {
        this.graph = graph;
        programs = new Programs(graph, variables, warnings);
        growth = new GraphGrowth(graph, warnings);
        SimdWarmUp.start();
    }

    /** The graph it runs. */
    public Graph graph() {
        return graph;
    }

    /**
     * Whether every run stops with an error at the first operation that gives a NaN or an infinity, or leaves one in a
     * variable. It costs time, so it is off unless switched on here.
     */
    public void setCheckNumerics(boolean on) {
        programs.setChecksNumerics(on);
    }

    /**
     * Has a profile be told of each step that runs from now on, with the time that it takes; {@code null} ends that. Without one it
     * costs nothing.
     */
    public void setProfile(@Nullable Profile profile) {
        programs.watch().set(profile == null ? null : profile::add);
    }

    /** How many bytes the session's compiled programs may take together: see {@link #setProgramMemory}. */
    public long programMemory() {
        return programs.limit();
    }

    /**
     * Sets how many bytes the session's compiled programs may take together: the buffers between operations, their
     * workspace, and about 1 KiB an operation for the program itself. Beyond it those programs go that have not run for the
     * longest time; one that is running or was the last to run stays, however large it is. A program that has gone is
     * compiled again when it is next asked for.
     *
     * <p>By default it is the system property {@code lamina.programMemory} ({@code 512m}, {@code 2g}, or bytes), and where
     * that is not set a quarter of the largest heap. Variables, fed values and results are not counted.
     *
     * @throws InvalidArgumentException if it is less than 0
     */
    public void setProgramMemory(long bytes) {
        if (bytes < 0) {
            throw new InvalidArgumentException("the memory of programs must be 0 bytes or more, got " + bytes);
        }
        programs.setLimit(bytes);
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
        run(programs.acquire(output, feeds), feeds, results);
        Tensor result = results[0];
        if (result == null) {
            throw new IllegalStateException("no value for " + output);
        }
        return result;
    }

    /** Runs an operation, such as an optimizer's step, for its effect. */
    public void run(Node target, Feed... feeds) {
        run(programs.acquire(target, feeds), feeds, NO_RESULTS);
    }

    /** Computes several tensors, and runs several operations, in one step: all see one state of the variables. */
    public Results run(List<? extends Fetch> fetches, Feed... feeds) {
        @Nullable Tensor[] results = new Tensor[fetches.size()];
        run(programs.acquire(fetches, feeds), feeds, results);
        return new Results(fetches, results);
    }

    /**
     * The program for some fetches as text, without running it: what was folded, shared and dropped, for each step what it
     * computes, on which shapes, what runs together with it and why not more, where its result lies and what it costs, and the
     * memory it takes. Of what is fed only types and shapes matter. It says what comes before a shape depends on a value.
     *
     * @throws InvalidArgumentException as {@link #run(List, Feed...)} does
     */
    public String explain(List<? extends Fetch> fetches, Feed... feeds) {
        return explained(programs.acquire(fetches, feeds));
    }

    /**
     * The same for values of these shapes, by what they would be fed for: they take no memory.
     *
     * @throws InvalidArgumentException as {@link #run(List, Feed...)} does, or if a shape leaves a size open
     */
    public String explain(List<? extends Fetch> fetches, Map<? extends Operand, Shape> fed) {
        return explained(programs.acquire(fetches, FedShape.of(fed)));
    }

    private String explained(Program program) {
        try {
            return String.join(System.lineSeparator(), program.explain());
        } finally {
            programs.release(program);
        }
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
        programs.requireOpen();
        lock.lockRead();
        try {
            Map<String, Tensor> values = new LinkedHashMap<>();
            cells.get().forEach((name, cell) -> values.put(name, cell.value()));
            return values;
        } finally {
            lock.unlockRead();
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
        programs.requireOpen();
        lock.lockWrite();
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
            lock.unlockWrite();
        }
    }

    /**
     * Where each random operation that has run stands in its stream of random numbers, by the name of its node, as it is
     * between two steps: int64 of shape [3]. Before the name of a node in a function's body stands that of what runs it:
     * {@code call/random_uniform}. Loaded into a session of the same graph with {@link #loadRandomStates}, the
     * operations draw there what they would have drawn here next, even those without a seed.
     */
    public Map<String, Tensor> randomStates() {
        programs.requireOpen();
        // Runs that only read share the read lock, and a random operation draws in those too.
        lock.lockWrite();
        try {
            Map<String, Tensor> states = variables.randomStates();
            // A loop that has a gradient now runs another body than before: nobody draws under the old one's names.
            states.keySet().removeIf(name -> graph.functions().findNode(name).isEmpty());
            return states;
        } finally {
            lock.unlockWrite();
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
        programs.requireOpen();
        states.forEach((name, state) -> {
            if (graph.functions().findNode(name).isEmpty()) {
                graph.node(name); // which says that there is none
            }
            if (state.dtype() != DType.INT64 || !state.shape().equals(Shape.of(3))) {
                throw new InvalidArgumentException(
                        "the random state of '" + name + "' must be int64[3], but is " + state.dtype() + state.shape());
            }
        });
        lock.lockWrite();
        try {
            variables.loadRandomStates(states);
        } finally {
            lock.unlockWrite();
        }
    }

    /**
     * Has all random operations begin anew in a stream of their own: sessions of the same graph in different streams draw numbers that
     * have nothing to do with each other, as shards of a training should. Stream 0 is where a new session begins.
     *
     * @param number from 0 to 2^24 - 1
     * @throws InvalidArgumentException if it is another
     */
    public void startRandomStream(long number) {
        programs.requireOpen();
        if (number < 0 || number >= 1 << 24) {
            throw new InvalidArgumentException("a random stream's number is from 0 to 2^24 - 1, got " + number);
        }
        lock.lockWrite();
        try {
            variables.startStream(number);
        } finally {
            lock.unlockWrite();
        }
    }

    private static final @Nullable Tensor[] NO_RESULTS = {};

    private void run(Program program, Feed[] feeds, @Nullable Tensor[] results) {
        try {
            growth.beforeRun();
            if (program.writesVariables()) {
                lock.lockWrite();
                try {
                    program.run(feeds, results);
                } finally {
                    lock.unlockWrite();
                }
            } else {
                lock.lockRead();
                try {
                    program.run(feeds, results);
                } finally {
                    lock.unlockRead();
                }
            }
        } finally {
            programs.release(program);
        }
    }

    /** Lets go of the variables and all compiled programs. A second call does nothing. */
    @Override
    public void close() {
        programs.close();
        variables.clear();
    }
}

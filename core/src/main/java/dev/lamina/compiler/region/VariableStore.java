package dev.lamina.compiler.region;

import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.VariableOp;
import dev.lamina.kernel.random.PhiloxStream;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The variables of a session, by name, and what its stateful operations keep from run to run. */
public final class VariableStore {
    private final Map<String, VariableCell> cells = new TreeMap<>();
    private final Map<String, Object> states = new TreeMap<>();
    private final ResourceStore resources;

    /** Where random operations that have not run yet are to begin. */
    private final Map<String, Tensor> positions = new TreeMap<>();

    /** Where each random operation began, or would have begun in stream 0. */
    private final Map<String, long[]> origins = new TreeMap<>();

    /** The number of the stream that random operations begin in. */
    private long stream;

    /** A store of nothing yet, whose operations' runs need not take turns. */
    public VariableStore() {
        this(new ResourceStore(Runnable::run));
    }

    /** A store of nothing yet, beside that of what is no variable. */
    public VariableStore(ResourceStore resources) {
        this.resources = resources;
    }

    /** The variable of an operation whose node has that name, below the calls that it is of. */
    public synchronized VariableCell cell(String node, VariableOp op) {
        return cells.computeIfAbsent(name(node, op), key -> new VariableCell(key, op.dtype(), op.shape()));
    }

    /** The variable with that name or, as {@code rate:0}, that of its tensor; which a run may have touched or not. */
    public synchronized VariableCell cell(Graph graph, String name) {
        String plain = name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
        VariableCell known = cells.get(plain);
        if (known != null) {
            return known;
        }
        Node named = graph.functions().findNode(plain).orElse(null);
        if (named != null
                && named.op() instanceof VariableOp op
                && name(plain, op).equals(plain)) {
            return cell(plain, op);
        }
        for (Node node : graph.functions().allNodes()) {
            if (node.op() instanceof VariableOp op && op.sharedName().equals(plain)) {
                return cell(node.name(), op);
            }
        }
        throw new NotFoundException("the session's graph has no variable '" + name + "'");
    }

    /** Forgets all of them. */
    public synchronized void clear() {
        cells.clear();
        states.clear();
        positions.clear();
        origins.clear();
        resources.close();
    }

    /** What operations keep that is no variable. */
    public ResourceStore resources() {
        return resources;
    }

    /** Those that have a value. */
    public synchronized List<VariableCell> initialized() {
        return cells.values().stream().filter(VariableCell::isInitialized).toList();
    }

    private static String name(String node, VariableOp op) {
        return op.sharedName().isEmpty() ? node : op.sharedName();
    }

    public synchronized <S> S state(String node, Class<S> type, Supplier<S> initial) {
        return type.cast(states.computeIfAbsent(node, _ -> {
            S made = initial.get();
            if (made instanceof PhiloxStream numbers) {
                long[] origin = numbers.position();
                origins.put(node, origin);
                Tensor position = positions.remove(node);
                moveTo(numbers, position == null ? inStream(origin) : position.longs());
            }
            return made;
        }));
    }

    /** Where the random operations stand that have run, or were told where to go on. */
    public synchronized Map<String, Tensor> randomStates() {
        Map<String, Tensor> all = new TreeMap<>(positions);
        states.forEach((node, state) -> {
            if (state instanceof PhiloxStream numbers) {
                all.put(node, Tensor.of(numbers.position()));
            }
        });
        return all;
    }

    /** Tells random operations where to go on; those that have not run yet begin there. */
    public synchronized void loadRandomStates(Map<String, Tensor> given) {
        given.forEach((node, position) -> {
            if (states.get(node) instanceof PhiloxStream numbers) {
                moveTo(numbers, position.longs());
            } else {
                positions.put(node, position);
            }
        });
    }

    /** Has all random operations, those that have run and those that have not, begin anew in another stream. */
    public synchronized void startStream(long number) {
        stream = number;
        positions.clear();
        origins.forEach((node, origin) -> {
            if (states.get(node) instanceof PhiloxStream numbers) {
                moveTo(numbers, inStream(origin));
            }
        });
    }

    /** The same place in the stream at hand: the counter's high half is an operation's seed, which is small. */
    private long[] inStream(long[] origin) {
        return new long[] {origin[0], origin[1], origin[2] + (stream << 40)};
    }

    private static void moveTo(PhiloxStream numbers, long[] position) {
        numbers.moveTo(position[0], position[1], position[2]);
    }
}

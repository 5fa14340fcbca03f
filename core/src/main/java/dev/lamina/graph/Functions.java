package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.Nearest;
import dev.lamina.error.NotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions of a graph, TensorFlow's {@code FunctionDefLibrary}: the graph and the bodies of its functions share it. */
public final class Functions {
    private final Graph graph;
    private final Journal journal;
    private final Map<String, GraphFunction> byName = new LinkedHashMap<>();
    private final List<FunctionGradient> gradients = new ArrayList<>();

    Functions(Graph graph, Journal journal) {
        this.graph = graph;
        this.journal = journal;
    }

    /** All of them, in the order in which they were added. */
    public List<GraphFunction> all() {
        synchronized (graph) {
            return List.copyOf(byName.values());
        }
    }

    /** The function with that name, if there is one. */
    public Optional<GraphFunction> find(String name) {
        synchronized (graph) {
            return Optional.ofNullable(byName.get(name));
        }
    }

    /**
     * The function with that name.
     *
     * @throws NotFoundException if there is none
     */
    public GraphFunction get(String name) {
        synchronized (graph) {
            GraphFunction function = byName.get(name);
            if (function == null) {
                throw new NotFoundException(
                        "the graph has no function '" + name + "'", Nearest.hint(name, byName.keySet()));
            }
            return function;
        }
    }

    /**
     * The body of the function that an attribute names, for what the attribute gives it.
     *
     * @throws NotFoundException if there is none of that name
     */
    public FunctionBody body(FunctionReference reference) {
        return get(reference.name()).body(reference.attributes());
    }

    /**
     * The node that runs know by a name: the graph's own, or that of a function's body, below the names of what runs it, as
     * {@code call/dropout/random_uniform} or {@code loop/body/w}.
     */
    public Optional<Node> findNode(String name) {
        return findNode(graph, name);
    }

    private Optional<Node> findNode(Graph within, String name) {
        if (within.contains(name)) {
            return Optional.of(within.node(name));
        }
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            String runner = name.substring(0, slash);
            if (within.contains(runner) && within.node(runner).op() instanceof RegionOp op) {
                for (FunctionReference function : op.functions()) {
                    String prefix = op.prefix(function);
                    if (name.startsWith(prefix, slash + 1)) {
                        String inner = name.substring(slash + 1 + prefix.length());
                        Optional<Node> found = runnable(function).flatMap(body -> findNode(body.graph(), inner));
                        if (found.isPresent()) {
                            return found;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The nodes of the graph and of the bodies that these run, at once or by way of others: each once. */
    public List<Node> allNodes() {
        List<Node> all = new ArrayList<>(graph.nodes());
        Set<FunctionReference> seen = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).op() instanceof RegionOp op) {
                for (FunctionReference function : op.functions()) {
                    if (seen.add(function)) {
                        runnable(function)
                                .ifPresent(body -> all.addAll(body.graph().nodes()));
                    }
                }
            }
        }
        return all;
    }

    /** A body, unless it has what Lamina does not know: no run knows its nodes then. */
    private Optional<FunctionBody> runnable(FunctionReference function) {
        try {
            return Optional.of(body(function));
        } catch (LaminaException e) {
            return Optional.empty();
        }
    }

    /**
     * Adds a function; one that was read before, from the same file perhaps, is there already.
     *
     * @throws InvalidArgumentException if there is another of that name
     * @throws dev.lamina.error.FailedPreconditionException if the graph is frozen
     */
    public void add(GraphFunction function) {
        synchronized (graph) {
            GraphFunction other = byName.get(function.name());
            if (other == null) {
                graph.requireNotFrozen(function::toString);
                byName.put(function.name(), function);
                journal.add(() -> byName.remove(function.name()));
            } else if (!other.isSame(function)) {
                throw new InvalidArgumentException("Cannot add function '" + function.name()
                        + "' because a different function with the same name already exists.");
            }
        }
    }

    /** The gradients that files tell of, in their order. */
    public List<FunctionGradient> gradients() {
        synchronized (graph) {
            return List.copyOf(gradients);
        }
    }

    /** Adds what a file says of a gradient. */
    public void addGradient(FunctionGradient gradient) {
        synchronized (graph) {
            if (!gradients.contains(gradient)) {
                graph.requireNotFrozen(() -> "the gradient of '" + gradient.of() + "'");
                gradients.add(gradient);
                journal.add(gradients::removeLast);
            }
        }
    }

    /**
     * Adds a function under this name, or with the first free number behind it.
     *
     * @return how an operation's attribute names it
     */
    public FunctionReference add(String wanted, FunctionBody body) {
        synchronized (graph) {
            String name = wanted;
            for (int i = 1; byName.containsKey(name); i++) {
                name = wanted + "_" + i;
            }
            add(GraphFunction.of(name, body));
            return FunctionReference.of(name);
        }
    }

    /** Takes functions back that nothing runs. */
    public void remove(Collection<String> names) {
        synchronized (graph) {
            byName.keySet().removeAll(names);
        }
    }
}

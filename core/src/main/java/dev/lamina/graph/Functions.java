package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.Nearest;
import dev.lamina.error.NotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
}

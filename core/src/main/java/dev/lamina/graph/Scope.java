package dev.lamina.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where new nodes go: a graph, the name scope they are in, and what has to run before them. Immutable.
 */
public final class Scope {
    private final Graph graph;
    private final String prefix;
    private final List<Node> controls;
    private final @Nullable String nextName;
    private final boolean isReserved;
    private final boolean isFrozen;

    private Scope(
            Graph graph,
            String prefix,
            List<Node> controls,
            @Nullable String nextName,
            boolean isReserved,
            boolean isFrozen) {
        this.graph = graph;
        this.prefix = prefix;
        this.controls = controls;
        this.nextName = nextName;
        this.isReserved = isReserved;
        this.isFrozen = isFrozen;
    }

    /** The outermost scope of a graph. */
    public static Scope of(Graph graph) {
        return new Scope(graph, "", List.of(), null, false, false);
    }

    /** The graph. */
    public Graph graph() {
        return graph;
    }

    /** The name scope, with a slash behind it, or empty. */
    public String prefix() {
        return prefix;
    }

    /** A name scope within this one, its name made unique; one given with {@link #named} takes its place. */
    public Scope nested(String name) {
        return new Scope(graph, uniqueName(name) + "/", controls, null, false, isFrozen);
    }

    /** A name scope within this one as {@link #nested}, where a name that was given stays the next operation's. */
    public Scope within(String name) {
        return named(null).nested(name).named(nextName);
    }

    /** This scope, with a name for the next operation in place of the one it would get by itself. */
    public Scope named(@Nullable String name) {
        return new Scope(graph, prefix, controls, name, false, isFrozen);
    }

    /**
     * This scope, with the next operation's unique name settled and taken now, for an operation that is made of its own
     * name as the seed of a random one is. One operation can be added.
     *
     * @param name the name if none was given with {@link #named}
     */
    public Scope reserve(String name) {
        return new Scope(graph, prefix, controls, uniqueName(name), true, isFrozen);
    }

    /**
     * This scope, with the scope's own name (without the slash) for the next operation, as TensorFlow names the one
     * that a scope is there for. One operation can be added.
     */
    public Scope itself() {
        return new Scope(graph, prefix, controls, prefix.substring(0, prefix.length() - 1), true, isFrozen);
    }

    /**
     * The full name that the next operation is going to have, after {@link #reserve} or {@link #itself}.
     *
     * @throws IllegalStateException if it is not settled
     */
    public String reservedName() {
        if (nextName == null || !isReserved) {
            throw new IllegalStateException("no name is reserved");
        }
        return nextName;
    }

    private String uniqueName(String name) {
        return graph.uniqueName(prefix + (nextName == null || isReserved ? name : nextName));
    }

    /** This scope, with operations that have to run before any that is added to it. */
    public Scope after(List<Node> nodes) {
        List<Node> all = new ArrayList<>(controls);
        nodes.stream().filter(node -> !all.contains(node)).forEach(all::add);
        return new Scope(graph, prefix, List.copyOf(all), nextName, isReserved, isFrozen);
    }

    /** This scope, with nothing that has to run first: for variables, which are initialised before all else. */
    public Scope free() {
        return new Scope(graph, prefix, List.of(), nextName, isReserved, isFrozen);
    }

    /** This scope, in which no variable is trained, nor in any that is made of it: those of a layer that is frozen. */
    public Scope frozen() {
        return new Scope(graph, prefix, controls, nextName, isReserved, true);
    }

    /** Whether variables that are made in this scope stay out of what optimizers train. */
    public boolean isFrozen() {
        return isFrozen;
    }

    /**
     * Adds a node.
     *
     * @throws dev.lamina.error.InvalidArgumentException if number, types or shapes of the inputs do not fit
     */
    public Node node(Op op, List<? extends Operand> inputs) {
        List<Output> outputs = inputs.stream().map(Operand::asOutput).toList();
        if (isReserved) {
            return graph.add(op, reservedName(), true, outputs, controls);
        }
        return graph.add(op, prefix + (nextName == null ? op.name() : nextName), false, outputs, controls);
    }

    /** Adds a node and gives its first output. */
    public Output output(Op op, Operand... inputs) {
        return node(op, List.of(inputs)).output(0);
    }
}

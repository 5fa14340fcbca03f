package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of a graph, which operations name by attributes of type {@code func}: the branches of an {@code If}, the body of
 * a {@code While}, what a {@code PartitionedCall} calls. It never changes.
 */
public final class GraphFunction {
    private final String name;
    private final @Nullable Object definition;
    private final Function<Map<String, Object>, FunctionBody> maker;
    private final Map<Map<String, Object>, FunctionBody> bodies = new HashMap<>();
    private boolean isOpen;

    private GraphFunction(String name, @Nullable Object definition, Function<Map<String, Object>, FunctionBody> maker) {
        this.name = name;
        this.definition = definition;
        this.maker = maker;
    }

    /** A function that was built here. */
    public static GraphFunction of(String name, FunctionBody body) {
        return new GraphFunction(name, null, _ -> body);
    }

    /**
     * A function of a file.
     *
     * @param definition the function as the file has it, kept so that it is written again unchanged
     * @param body makes its body for the attributes that a use of it gives, once for each
     */
    public static GraphFunction read(String name, Object definition, Function<Map<String, Object>, FunctionBody> body) {
        return new GraphFunction(name, definition, body);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The function as the file has it that it was read from; {@code null} if it was built here. */
    public @Nullable Object definition() {
        return definition;
    }

    /** Its body, if it leaves nothing open. */
    public FunctionBody body() {
        return body(Map.of());
    }

    /**
     * Its body for the attributes that a use of it gives: made when it is first asked for.
     *
     * @throws InvalidArgumentException if an attribute is missing, a node does not fit, or the function calls itself
     * @throws dev.lamina.error.NotFoundException if it names a function or an operation that is not there
     */
    public synchronized FunctionBody body(Map<String, Object> attributes) {
        FunctionBody known = bodies.get(attributes);
        if (known != null) {
            return known;
        }
        if (isOpen) {
            throw new InvalidArgumentException("function '" + name + "' calls itself");
        }
        isOpen = true;
        try {
            FunctionBody body = maker.apply(attributes);
            bodies.put(attributes, body);
            return body;
        } finally {
            isOpen = false;
        }
    }

    /** Says whether the other one has its name and is the same function, in another graph perhaps. */
    boolean isSame(GraphFunction other) {
        return this == other || (definition != null && definition.equals(other.definition));
    }

    @Override
    public String toString() {
        return "function '" + name + "'";
    }
}

package dev.lamina.op;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.OperationSet;
import dev.lamina.graph.Superseded;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Finds operations by TensorFlow's names: those of the rooms below this package by an index that the build makes of their sources,
 * those of other modules by what their {@link OperationSet} tells.
 */
public final class Operations {
    /** The names of the classes of this module's operations. */
    private static final Map<String, String> CLASSES = OperationIndex.CLASSES
            .lines()
            .collect(Collectors.toUnmodifiableMap(
                    name -> name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1), name -> name));

    private Operations() {}

    /** Made when an operation is first looked for that is not of this module. */
    private static final class Provided {
        static final Map<String, Class<?>> BY_NAME = byName();

        private static Map<String, Class<?>> byName() {
            Map<String, Class<?>> byName = new HashMap<>();
            for (OperationSet set : ServiceLoader.load(OperationSet.class, Operations.class.getClassLoader())) {
                for (Class<?> type : set.operations()) {
                    if (!isOperation(type)) {
                        throw new IllegalStateException(
                                type.getName() + " of " + set.getClass().getName() + " is no record with an @OpDef");
                    }
                    Class<?> other = byName.put(type.getSimpleName(), type);
                    if (other != null && other != type) {
                        throw new IllegalStateException(
                                type.getName() + " and " + other.getName() + " are one operation by their names");
                    }
                }
            }
            return byName;
        }
    }

    /**
     * The record of that operation: an {@link Op}, or a {@link Superseded}. It has a file of its own or is in that of the form that
     * took its place, as {@code Gather} is in that of {@code GatherV2}, or of what it is another form of: {@code
     * ResourceApplyAdam} is in that of {@code ApplyAdam}, {@code TanhGrad} of {@code Tanh}, {@code AssignAddVariableOp} of {@code
     * AssignAdd}. Empty if neither a room of this package nor an {@link OperationSet} has one
     * of that name.
     */
    public static Optional<Class<?>> find(String opName) {
        String name = CLASSES.get(opName);
        if (name == null) {
            return Optional.ofNullable(Provided.BY_NAME.get(opName));
        }
        try {
            return Optional.of(Class.forName(Operations.class.getPackageName() + "." + name));
        } catch (ClassNotFoundException e) {
            throw new LinkageError("the index of operations is not of these classes: build the module anew", e);
        }
    }

    /**
     * Refuses a name for a function that is an operation's: a node of that name would be either.
     *
     * @throws InvalidArgumentException if there is an operation of that name
     */
    public static void requireNoOperation(String functionName) {
        if (find(functionName).isPresent()) {
            throw new InvalidArgumentException(
                    "Cannot add function '" + functionName + "' because an op with the same name already exists.",
                    "give the function another name");
        }
    }

    private static boolean isOperation(Class<?> type) {
        boolean isOp = Op.class.isAssignableFrom(type) || Superseded.class.isAssignableFrom(type);
        return isOp && type.isRecord() && type.isAnnotationPresent(OpDef.class);
    }
}

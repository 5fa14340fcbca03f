package dev.lamina.op;

import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.OperationSet;
import dev.lamina.graph.Superseded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds operations by TensorFlow's names: a class of the rooms below this package has its operation's name, so there is no list of
 * them; those of other modules are told by their {@link OperationSet}.
 */
public final class Operations {
    /** The packages below this one that hold operations. */
    static final List<String> ROOMS = List.of(
            "arithmetic",
            "array",
            "bits",
            "data",
            "flow",
            "index",
            "linalg",
            "logic",
            "lookup",
            "math",
            "nn",
            "queue",
            "random",
            "reduce",
            "state",
            "text",
            "train");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    /** Names that stand in the file of another: that of the part in brackets. */
    private static final Pattern FORM =
            Pattern.compile("(?:Resource|Sparse|ResourceSparse)(?<update>Apply.+)|(?<of>.+)(?:Grad|VariableOp)");

    /** What was found or not: to look for a class that is not there is slow, and files ask for one again and again. */
    private static final Map<String, Optional<Class<?>>> KNOWN = new ConcurrentHashMap<>();

    /** A file may ask for any number of names. */
    private static final int KEEP_AT_MOST = 4_096;

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
        Optional<Class<?>> known = KNOWN.get(opName);
        if (known != null) {
            return known;
        }
        Optional<Class<?>> found = NAME.matcher(opName).matches() ? search(opName) : Optional.empty();
        if (KNOWN.size() < KEEP_AT_MOST) {
            KNOWN.put(opName, found);
        }
        return found;
    }

    private static Optional<Class<?>> search(String opName) {
        return ROOMS.stream()
                .flatMap(room -> files(opName).map(file -> Operations.class.getPackageName() + "." + room + "." + file))
                .<Class<?>>mapMulti((name, found) -> {
                    try {
                        found.accept(Class.forName(name));
                    } catch (ClassNotFoundException | NoClassDefFoundError _) {
                        // Not there, or there in another case where file names do not tell: so it is not an operation.
                        return;
                    }
                })
                .filter(type -> type.getSimpleName().equals(opName) && isOperation(type))
                .findFirst()
                .or(() -> Optional.ofNullable(Provided.BY_NAME.get(opName)));
    }

    /** The names that its class may have. */
    private static Stream<String> files(String opName) {
        Matcher form = FORM.matcher(opName);
        if (!form.matches()) {
            return Stream.of(opName, opName + "V2$" + opName, opName.replaceFirst("V2$", "") + "V3$" + opName);
        }
        String other = form.group("update") == null ? form.group("of") : form.group("update");
        return Stream.of(opName, other + "$" + opName);
    }

    private static boolean isOperation(Class<?> type) {
        boolean isOp = Op.class.isAssignableFrom(type) || Superseded.class.isAssignableFrom(type);
        return isOp && type.isRecord() && type.isAnnotationPresent(OpDef.class);
    }
}

package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.Nearest;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.checkpoint.SessionNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings the tensors of a checkpoint to the variables of a session: all is checked and read before one is changed. */
final class Restoration {
    private static final Pattern AUTOMATIC = Pattern.compile("(.*/)?Variable(_\\d+)?");

    private final Checkpoint checkpoint;
    private final CheckpointKeys keys;
    private final SortedMap<String, Variable> variables;

    Restoration(String prefix, SortedMap<String, Variable> variables) {
        checkpoint = Checkpoint.open(prefix);
        keys = new CheckpointKeys(checkpoint);
        this.variables = variables;
    }

    /** Restores every variable, or none and says why. */
    void all(Session session) {
        Map<String, Variable> byKey = new LinkedHashMap<>();
        int position = 0;
        for (Map.Entry<String, Variable> entry : variables.entrySet()) {
            String key = keys.find(entry.getKey());
            if (key == null) {
                throw new NotFoundException(
                        "Key " + entry.getKey() + " not found in checkpoint " + checkpoint.prefix(),
                        Nearest.hint(entry.getKey(), keys.all()));
            }
            requireFit(key, entry.getValue(), position++);
            byKey.put(key, entry.getValue());
        }
        load(session, byKey);
    }

    private void requireFit(String key, Variable variable, int position) {
        if (checkpoint.dtype(key) != variable.dtype()) {
            throw new InvalidArgumentException("tensor_name = " + key + "; expected dtype "
                    + variable.dtype().tensorFlowName() + " does not equal original dtype "
                    + checkpoint.dtype(key).tensorFlowName() + " in checkpoint " + checkpoint.prefix());
        }
        if (!variable.shape().isCompatibleWith(checkpoint.shape(key))) {
            String node = position == 0 ? "save/Assign" : "save/Assign_" + position;
            throw new InvalidArgumentException(
                            "Assign requires shapes of both tensors to match. lhs shape= " + variable.shape()
                                    + " rhs shape= " + checkpoint.shape(key),
                            hint(variable))
                    .at("node '" + node + "' (Assign), which restores " + variable.name() + " from '" + key + "' in "
                            + checkpoint.prefix());
        }
    }

    private static String hint(Variable variable) {
        return AUTOMATIC.matcher(variable.ref().node().name()).matches()
                ? "the names that variables get by themselves follow the order of building: "
                        + "name your variables: tf.variable(init, \"weights_0\")"
                : "the graph is not the one that was saved; restorePartial restores what fits";
    }

    /** Restores the wanted variables that the checkpoint has in their type and shape. */
    RestoreReport some(Session session, Predicate<String> wanted) {
        Map<String, Variable> byKey = new LinkedHashMap<>();
        List<String> restored = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> mismatched = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        variables.forEach((name, variable) -> {
            @Nullable String key = wanted.test(name) ? keys.find(name) : null;
            if (key == null) {
                if (wanted.test(name)) {
                    missing.add(name);
                }
                return;
            }
            asked.add(key);
            if (checkpoint.dtype(key) == variable.dtype() && variable.shape().isCompatibleWith(checkpoint.shape(key))) {
                byKey.put(key, variable);
                restored.add(name);
            } else {
                mismatched.add(name + ": " + variable.dtype() + variable.shape() + " here, " + checkpoint.dtype(key)
                        + checkpoint.shape(key) + " in the checkpoint");
            }
        });
        load(session, byKey);
        List<String> leftOver =
                keys.all().stream().filter(key -> !asked.contains(key)).toList();
        return new RestoreReport(restored, missing, leftOver, mismatched);
    }

    private void load(Session session, Map<String, Variable> byKey) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        byKey.forEach((key, variable) -> values.put(SessionNames.of(variable), checkpoint.tensor(key)));
        session.load(values);
    }
}

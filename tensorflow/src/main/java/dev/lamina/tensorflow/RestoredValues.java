package dev.lamina.tensorflow;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.VariableOp;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.graph.VariableDefs;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values that the variables of a graph have in its checkpoint: where their names are not those of the tensors there, by
 * restoring them.
 */
final class RestoredValues {
    private final MetaGraphDef def;
    private final String path;
    private final Checkpoint checkpoint;
    private @Nullable Map<String, Tensor> restored;

    /**
     * Prepares to look for them.
     *
     * @param path how errors name the graph's file
     * @param prefix the checkpoint
     */
    RestoredValues(MetaGraphDef def, String path, String prefix) {
        this.def = def;
        this.path = path;
        checkpoint = Checkpoint.open(prefix);
    }

    /** Those of these variables, by name; {@code null} for one that has none. */
    Map<String, Supplier<@Nullable Tensor>> of(Collection<NodeDef> variables) {
        Map<String, Supplier<@Nullable Tensor>> values = new HashMap<>();
        CheckpointKeys keys = new CheckpointKeys(checkpoint);
        for (NodeDef variable : variables) {
            String name = variable.getName();
            String key = keys.find(name);
            values.put(name, key == null ? () -> restored().get(name) : () -> checkpoint.tensor(key));
        }
        return values;
    }

    private Map<String, Tensor> restored() {
        if (restored == null) {
            restored = restore();
        }
        return restored;
    }

    private Map<String, Tensor> restore() {
        Graph graph = new Graph();
        Map<String, Tensor> values = new HashMap<>();
        try (Session session = new Session(graph)) {
            MetaGraphFile.add(graph, def, "", path);
            if (MetaGraphFile.canRestore(graph)) {
                MetaGraphFile.restore(session, checkpoint.prefix());
            }
            Map<String, Tensor> byName = session.variables();
            for (Node node : graph.nodes()) {
                if (node.op() instanceof VariableOp && byName.containsKey(VariableDefs.nameOf(node))) {
                    values.put(node.name(), Objects.requireNonNull(byName.get(VariableDefs.nameOf(node))));
                }
            }
        }
        return values;
    }
}

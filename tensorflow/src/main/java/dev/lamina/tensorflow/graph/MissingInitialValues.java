package dev.lamina.tensorflow.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.VariableDef;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The initial values of variables that need operations Lamina lacks. The variables are there all the same, to be restored
 * and trained; only to initialise them is an error.
 */
public final class MissingInitialValues {
    private final Map<String, NodeDef> nodes;
    private final Set<String> blocked;
    private final Map<String, MissingOutput> absent = new LinkedHashMap<>();

    private MissingInitialValues(List<NodeDef> nodes, Set<String> blocked) {
        this.nodes = new HashMap<>();
        nodes.forEach(node -> this.nodes.put(node.getName(), node));
        this.blocked = blocked;
    }

    /** The tensors by name, found by the collections that hold variables. */
    public static Map<String, MissingOutput> of(List<NodeDef> nodes, Collection<CollectionDef> variables) {
        Set<String> blocked = BlockedNodes.of(nodes, List.of(), Set.of());
        if (blocked.isEmpty()) {
            return Map.of();
        }
        MissingInitialValues found = new MissingInitialValues(nodes, blocked);
        variables.forEach(collection -> collection.getBytesList().getValueList().forEach(found::add));
        return found.absent;
    }

    private void add(ByteString variable) {
        NodeDef initializer = nodes.get(initializer(variable));
        if (initializer == null
                || initializer.getInputCount() < 2
                || initializer.getOp().isEmpty()) {
            return;
        }
        NodeInput value = NodeInput.parse(initializer.getInput(1));
        boolean isAlone = initializer.getInputList().stream()
                .map(NodeInput::parse)
                .allMatch(input -> input.equals(value) || !blocked.contains(input.node()));
        if (isAlone && blocked.contains(value.node()) && MissingOps.of(initializer) == null) {
            AttrValue type = initializer.getAttrOrDefault(
                    initializer.getOp().equals("Assign") ? "T" : "dtype", AttrValue.getDefaultInstance());
            String lack = MissingOps.of(needed(value.node())).toString();
            absent.put(
                    value.toString(),
                    new MissingOutput(Shapes.type(type.getTypeValue()), Shape.unknown(), value.toString(), lack));
        }
    }

    private static String initializer(ByteString variable) {
        try {
            return NodeInput.parse(VariableDef.parseFrom(variable).getInitializerName())
                    .node();
        } catch (InvalidProtocolBufferException e) {
            // Whoever reads the collection says so.
            return "";
        }
    }

    private List<NodeDef> needed(String root) {
        Map<String, NodeDef> needed = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            String name = open.pop();
            NodeDef node = nodes.get(name);
            if (node != null && needed.put(name, node) == null) {
                node.getInputList()
                        .forEach(input -> open.push(NodeInput.parse(input).node()));
            }
        }
        return List.copyOf(needed.values());
    }
}

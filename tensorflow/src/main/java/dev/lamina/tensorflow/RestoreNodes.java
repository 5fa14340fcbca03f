package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tensor of a checkpoint goes into which variable, read from the nodes with which TensorFlow restores them. This is
 * the one place that says so for graphs of TensorFlow 1 and 2 alike, whatever the tensors are called.
 */
final class RestoreNodes {
    private static final Set<String> ASSIGNMENTS = Set.of("Assign", "AssignVariableOp");

    private final Map<String, NodeDef> nodes;

    private RestoreNodes(Map<String, NodeDef> nodes) {
        this.nodes = nodes;
    }

    /** The checkpoint's tensors by the names of the variables' nodes. */
    static Map<String, RestoredTensor> tensors(MetaGraphDef def) {
        String restore = NodeInput.parse(def.getSaverDef().getRestoreOpName()).node();
        if (restore.isEmpty()) {
            return Map.of();
        }
        Map<String, NodeDef> all = NodeOrder.byName(def.getGraphDef().getNodeList());
        List<NodeDef> needed = FunctionCalls.inline(
                NodeOrder.of(all, Set.of(restore), Set.of()), def.getGraphDef().getLibrary());
        Map<String, NodeDef> inlined = NodeOrder.byName(needed);
        // Finds circles in the functions' bodies, in which the search below would not end.
        NodeOrder.of(inlined, inlined.keySet(), Set.of());
        return new RestoreNodes(inlined).tensors();
    }

    private Map<String, RestoredTensor> tensors() {
        Map<String, RestoredTensor> tensors = new LinkedHashMap<>();
        for (NodeDef node : nodes.values()) {
            if (ASSIGNMENTS.contains(node.getOp()) && node.getInputCount() >= 2) {
                NodeInput value = origin(node.getInput(1));
                NodeDef restore = node(value);
                if (restore.getOp().equals("RestoreV2")) {
                    tensors.put(origin(node.getInput(0)).node(), restored(restore, value.index()));
                }
            }
        }
        return tensors;
    }

    private RestoredTensor restored(NodeDef restore, int index) {
        if (restore.getInputCount() < 3) {
            throw new InvalidArgumentException("node '" + restore.getName() + "' (RestoreV2) lacks inputs");
        }
        return new RestoredTensor(text(restore, 1, index), text(restore, 2, index));
    }

    private String text(NodeDef restore, int input, int index) {
        NodeDef constant = node(origin(restore.getInput(input)));
        AttrValue value = constant.getAttrOrDefault("value", AttrValue.getDefaultInstance());
        Tensor texts = TensorProtos.read(value.getTensor(), MemoryBudget.ofFile());
        if (texts.dtype() != DType.STRING) {
            throw new InvalidArgumentException(
                    "node '" + restore.getName() + "' (RestoreV2) is given names of type " + texts.dtype());
        }
        if (index < 0 || index >= texts.size()) {
            throw new InvalidArgumentException("node '" + restore.getName() + "' (RestoreV2) has " + texts.size()
                    + " tensors, not one at " + index);
        }
        return new String(texts.buffer().strings()[index], StandardCharsets.UTF_8);
    }

    /** Where a tensor comes from that goes through identities only. */
    private NodeInput origin(String input) {
        NodeInput at = NodeInput.parse(input);
        while (node(at).getOp().equals("Identity") || node(at).getOp().equals("IdentityN")) {
            if (at.index() < 0 || at.index() >= node(at).getInputCount()) {
                throw new InvalidArgumentException("'" + at + "' is not in the graph");
            }
            at = NodeInput.parse(node(at).getInput(at.index()));
        }
        return at;
    }

    private NodeDef node(NodeInput input) {
        NodeDef node = nodes.get(input.node());
        if (node == null) {
            throw new InvalidArgumentException("the graph has no node '" + input.node() + "'");
        }
        return node;
    }
}

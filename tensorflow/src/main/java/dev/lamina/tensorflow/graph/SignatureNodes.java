package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.SignatureDef;
import dev.lamina.tensorflow.proto.TensorInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the signatures of a saved model need, each by itself: models often have one that parses serialized examples beside one
 * that takes plain tensors. What a signature is fed need not be computable.
 */
public final class SignatureNodes {
    private final Map<String, NodeDef> nodes;
    private final Map<String, LaminaException> problems;
    private final Set<String> blocked;
    private final Map<String, SignatureDef> usable = new TreeMap<>();
    private final Map<String, String> unusable = new TreeMap<>();
    private final Map<String, MissingOutput> absent = new LinkedHashMap<>();

    /**
     * Looks at all signatures.
     *
     * @param all the nodes, without calls of functions that lack something
     * @param problems those among them that cannot be, and why
     */
    public SignatureNodes(MetaGraphDef def, List<NodeDef> all, Map<String, LaminaException> problems) {
        this.nodes = NodeOrder.byName(all);
        this.problems = problems;
        blocked = BlockedNodes.of(all, problems.keySet(), Set.of());
        def.getSignatureDefMap().forEach((key, signature) -> {
            if (!key.startsWith("__")) {
                try {
                    add(key, signature);
                } catch (LaminaException e) {
                    unusable.put(key, e.problem());
                }
            }
        });
    }

    private void add(String key, SignatureDef signature) {
        Map<String, TensorInfo> inputs = signature.getInputsMap().values().stream()
                .collect(Collectors.toMap(info -> tensor(info).toString(), info -> info, (one, _) -> one));
        List<NodeDef> needed = needed(signature.getOutputsMap().values(), inputs.keySet());
        String lack = lack(needed);
        if (!lack.isEmpty()) {
            unusable.put(key, lack);
            return;
        }
        Map<String, MissingOutput> own = new LinkedHashMap<>();
        inputs.forEach((tensor, info) -> {
            if (blocked.contains(NodeInput.parse(tensor).node())) {
                own.put(
                        tensor,
                        new MissingOutput(
                                Shapes.type(info.getDtypeValue()),
                                Shapes.read(info.getTensorShape()),
                                tensor,
                                lack(needed(List.of(info), Set.of()))));
            }
        });
        own.forEach(absent::putIfAbsent);
        usable.put(key, signature);
    }

    /** The nodes that tensors need, without those that only these inputs need. */
    private List<NodeDef> needed(Collection<TensorInfo> tensors, Set<String> inputs) {
        Map<String, NodeDef> needed = new LinkedHashMap<>();
        Deque<NodeInput> open = new ArrayDeque<>();
        tensors.forEach(info -> open.add(tensor(info)));
        while (!open.isEmpty()) {
            NodeInput next = open.remove();
            if (inputs.contains(next.toString()) || needed.containsKey(next.node())) {
                continue;
            }
            NodeDef node = nodes.get(next.node());
            if (node == null) {
                throw new InvalidArgumentException("'" + next + "' is not in the graph");
            }
            needed.put(node.getName(), node);
            node.getInputList().forEach(input -> open.add(NodeInput.parse(input)));
        }
        return new ArrayList<>(needed.values());
    }

    /** Why these nodes cannot run; empty if they can. */
    private String lack(List<NodeDef> needed) {
        MissingOps missing = MissingOps.of(needed.stream()
                .filter(node -> !problems.containsKey(node.getName()))
                .toList());
        if (!missing.isEmpty()) {
            return missing.toString();
        }
        return needed.stream()
                .map(node -> problems.get(node.getName()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(LaminaException::problem)
                .orElse("");
    }

    public static NodeInput tensor(TensorInfo info) {
        NodeInput tensor = NodeInput.parse(info.getName());
        if (tensor.isControl() || tensor.node().isEmpty()) {
            throw new InvalidArgumentException("a signature names no tensor but '" + info.getName() + "'");
        }
        return tensor;
    }

    /** The tensors that nothing computes and that signatures are fed, by name. */
    public Map<String, MissingOutput> absent() {
        return absent;
    }

    /** The signatures that can be run. */
    public Map<String, SignatureDef> usable() {
        return usable;
    }

    /** Those that cannot, and why. */
    public Map<String, String> unusable() {
        return unusable;
    }
}

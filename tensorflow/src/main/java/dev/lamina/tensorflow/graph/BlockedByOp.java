package dev.lamina.tensorflow.graph;

import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.SignatureDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which nodes of a graph each operation blocks that Lamina lacks: those that have it, call it, or depend on one that does. */
public final class BlockedByOp {
    private final GraphDef def;
    private final Map<String, List<String>> roots = new TreeMap<>();

    public BlockedByOp(GraphDef def) {
        this.def = def;
        FunctionLacks lacks =
                new FunctionLacks(FunctionCallNodes.of(def.getLibrary()).functions());
        for (NodeDef node : def.getNodeList()) {
            lacks.of(node)
                    .keySet()
                    .forEach(lack ->
                            roots.computeIfAbsent(lack, _ -> new ArrayList<>()).add(node.getName()));
        }
    }

    /** The graph. */
    public GraphDef graph() {
        return def;
    }

    /** The names of the nodes, in the order of the file, by what is missing. */
    public SortedMap<String, List<String>> nodes() {
        SortedMap<String, List<String>> blocked = new TreeMap<>();
        if (!roots.isEmpty()) {
            BlockedNodes nodes = new BlockedNodes(def.getNodeList(), Set.of());
            roots.forEach((lack, names) -> {
                Set<String> dependents = nodes.dependents(names);
                blocked.put(
                        lack,
                        def.getNodeList().stream()
                                .map(NodeDef::getName)
                                .filter(dependents::contains)
                                .toList());
            });
        }
        return blocked;
    }

    /** What is missing for a signature, which need not compute what it is fed. */
    public List<String> missing(SignatureDef signature) {
        if (roots.isEmpty()) {
            return List.of();
        }
        Set<String> fed = signature.getInputsMap().values().stream()
                .map(info -> SignatureNodes.tensor(info).toString())
                .collect(Collectors.toSet());
        BlockedNodes nodes = new BlockedNodes(def.getNodeList(), fed);
        List<String> fetched = signature.getOutputsMap().values().stream()
                .map(SignatureNodes::tensor)
                .filter(tensor -> !fed.contains(tensor.toString()))
                .map(NodeInput::node)
                .toList();
        return roots.entrySet().stream()
                .filter(root -> fetched.stream().anyMatch(nodes.dependents(root.getValue())::contains))
                .map(Map.Entry::getKey)
                .toList();
    }
}

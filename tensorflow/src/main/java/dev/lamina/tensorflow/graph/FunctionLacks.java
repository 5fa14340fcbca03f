package dev.lamina.tensorflow.graph;

import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.NameAttrList;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What nodes lack for which Lamina has no operation or type: they themselves, or the functions that they name. */
final class FunctionLacks {
    private final Map<String, FunctionDef> functions;
    private final Map<String, Map<String, Integer>> known = new HashMap<>();
    private final Map<String, Map<String, Integer>> own = new HashMap<>();

    /** Begins with the functions of a file by name. */
    FunctionLacks(Map<String, FunctionDef> functions) {
        this.functions = functions;
    }

    /** What a node lacks, and how many nodes lack it. */
    Map<String, Integer> of(NodeDef node) {
        Map<String, Integer> found = new TreeMap<>();
        if (!functions.containsKey(node.getOp())) {
            String own = MissingOps.of(node);
            if (own != null) {
                found.put(own, 1);
            }
        }
        used(node).forEach(name -> merge(found, ofFunction(name)));
        return found;
    }

    /** What a function of the file lacks, and the functions that it uses. */
    Map<String, Integer> ofFunction(String name) {
        Map<String, Integer> before = known.get(name);
        if (before != null) {
            return before;
        }
        Map<String, Integer> found = new TreeMap<>();
        Set<String> reached = new HashSet<>(Set.of(name));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            String next = open.pop();
            merge(found, own.computeIfAbsent(next, this::own));
            for (NodeDef node : function(next).getNodeDefList()) {
                used(node).filter(reached::add).forEach(open::push);
            }
        }
        known.put(name, found);
        return found;
    }

    private FunctionDef function(String name) {
        return functions.getOrDefault(name, FunctionDef.getDefaultInstance());
    }

    private Map<String, Integer> own(String name) {
        return MissingOps.of(function(name).getNodeDefList().stream()
                        .filter(node -> !functions.containsKey(node.getOp()))
                        .toList())
                .counts();
    }

    private static void merge(Map<String, Integer> into, Map<String, Integer> more) {
        more.forEach((lack, count) -> into.merge(lack, count, Integer::sum));
    }

    /** The functions of the file that a node calls or names. */
    private Stream<String> used(NodeDef node) {
        return Stream.concat(Stream.of(node.getOp()), named(node)).filter(functions::containsKey);
    }

    /** The functions that attributes of a node name. */
    static Stream<String> named(NodeDef node) {
        return node.getAttrMap().values().stream()
                .flatMap(FunctionLacks::functions)
                .map(NameAttrList::getName);
    }

    private static Stream<NameAttrList> functions(AttrValue value) {
        return value.hasFunc() ? Stream.of(value.getFunc()) : value.getList().getFuncList().stream();
    }
}

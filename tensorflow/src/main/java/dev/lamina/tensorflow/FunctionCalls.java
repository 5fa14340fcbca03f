package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.FunctionDefLibrary;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the bodies of functions in the place of the calls: {@code PartitionedCall}, {@code StatefulPartitionedCall}, and
 * nodes whose operation is a function's name. The body's nodes are named below the call, and the call's own name stays
 * as that of its results.
 */
final class FunctionCalls {
    private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");
    /** Functions that call others twice each grow beyond all bounds. */
    private static final int MOST_NODES = 200_000;

    /** So do names, each of which begins with those of all calls around it. */
    private static final long MOST_CHARACTERS = 1 << 27;

    private static final int DEEPEST = 400;

    private final Map<String, FunctionDef> functions = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final List<NodeDef> result = new ArrayList<>();
    private long characters;

    private FunctionCalls(FunctionDefLibrary library) {
        library.getFunctionList()
                .forEach(function -> functions.put(function.getSignature().getName(), function));
    }

    /**
     * The nodes with every call replaced, at any depth.
     *
     * @throws InvalidArgumentException if a function is not in the library, calls itself, or does not fit its call
     * @throws ResourceExhaustedException if there are more nodes, longer names or deeper calls than any model has
     */
    static List<NodeDef> inline(List<NodeDef> nodes, FunctionDefLibrary library) {
        FunctionCalls calls = new FunctionCalls(library);
        nodes.forEach(calls::add);
        return calls.result;
    }

    /** Says whether a node calls one of the library's functions. */
    static boolean isCall(NodeDef node, FunctionDefLibrary library) {
        return CALLS.contains(node.getOp())
                || library.getFunctionList().stream()
                        .anyMatch(function -> function.getSignature().getName().equals(node.getOp()));
    }

    private void add(NodeDef node) {
        boolean isNamed = functions.containsKey(node.getOp());
        if (isNamed || CALLS.contains(node.getOp())) {
            expand(
                    node,
                    isNamed
                            ? node.getOp()
                            : node.getAttrOrDefault("f", AttrValue.getDefaultInstance())
                                    .getFunc()
                                    .getName());
            return;
        }
        append(node);
    }

    private void append(NodeDef node) {
        if (result.size() >= MOST_NODES) {
            throw new ResourceExhaustedException(
                    "with its function calls inlined the graph has more than " + MOST_NODES + " nodes");
        }
        characters += node.getName().length()
                + node.getInputList().stream().mapToLong(String::length).sum();
        if (characters > MOST_CHARACTERS) {
            throw new ResourceExhaustedException("with its function calls inlined the graph has names of more than "
                    + MOST_CHARACTERS + " characters");
        }
        result.add(node);
    }

    private void expand(NodeDef call, String name) {
        FunctionDef function = functions.get(name);
        if (function == null) {
            throw new InvalidArgumentException("node '" + call.getName() + "' (" + call.getOp() + ") calls function '"
                    + name + "', which is not in the graph's library");
        }
        if (!open.add(name)) {
            throw new InvalidArgumentException("node '" + call.getName() + "' (" + call.getOp() + "): the functions "
                    + open + " call each other in a circle");
        }
        if (open.size() > DEEPEST) {
            throw new ResourceExhaustedException("function calls are nested more than " + DEEPEST + " deep");
        }
        FunctionBody body = new FunctionBody(call, function, functions);
        body.nodes().forEach(this::add);
        open.remove(name);
        append(body.results());
    }
}

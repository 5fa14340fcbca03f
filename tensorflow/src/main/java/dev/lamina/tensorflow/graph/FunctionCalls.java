package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.FunctionDefLibrary;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts the bodies of functions in the place of the calls: {@code PartitionedCall}, {@code StatefulPartitionedCall}, and
 * nodes whose operation is a function's name. The body's nodes are named below the call, and the call's own name stays
 * as that of its results.
 */
public final class FunctionCalls {
    private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");
    /** Functions that call others twice each grow beyond all bounds. */
    private static final int MOST_NODES = 200_000;

    /** So do names, each of which begins with those of all calls around it. */
    private static final long MOST_CHARACTERS = 1 << 27;

    /** Deeper calls than any model has. */
    static final int DEEPEST = 400;

    private final Map<String, FunctionDef> functions = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final List<NodeDef> result = new ArrayList<>();
    private final FunctionGrowth growth;
    private long characters;

    /** The nodes that calls become which stay calls in the graph. */
    private long kept;

    private FunctionCalls(FunctionDefLibrary library) {
        library.getFunctionList()
                .forEach(function -> functions.put(function.getSignature().getName(), function));
        growth = new FunctionGrowth(functions, DEEPEST);
    }

    /**
     * The nodes of a file with every call replaced whose function lacks something.
     *
     * @param problems takes up by name why a call can be neither replaced nor kept; {@code null} if that is an error
     */
    static List<NodeDef> inlineThoseThatLack(
            GraphDef source,
            FunctionCallNodes callNodes,
            FunctionLacks lacks,
            @Nullable Map<String, LaminaException> problems) {
        FunctionCalls calls = new FunctionCalls(source.getLibrary());
        for (NodeDef node : source.getNodeList()) {
            String function = called(node, calls.functions);
            calls.attempt(node, problems, () -> {
                if (function != null
                        && calls.functions.containsKey(function)
                        && !calls.growth.isCircular(function)
                        && lacks.ofFunction(function).isEmpty()) {
                    calls.keep(callNodes.call(node));
                } else {
                    calls.add(node);
                }
            });
        }
        return calls.result;
    }

    private void keep(NodeDef call) {
        FunctionGrowth.Size size = growth.size(call);
        characters = FunctionGrowth.sum(characters, size.characters());
        requireShortNames();
        kept += size.nodes() - 1;
        result.add(call);
    }

    /** Adds a node; if that cannot be, as it is, and what was used up for it is given back. */
    private void attempt(NodeDef node, @Nullable Map<String, LaminaException> problems, Runnable addition) {
        int before = result.size();
        long charactersBefore = characters;
        try {
            if (called(node, functions) != null) {
                requireBounded(List.of(node));
            }
            addition.run();
        } catch (LaminaException e) {
            if (problems == null) {
                throw e;
            }
            result.subList(before, result.size()).clear();
            characters = charactersBefore;
            open.clear();
            result.add(node);
            problems.put(node.getName(), e);
        }
    }

    /** The names of the library's functions. */
    public static Set<String> names(FunctionDefLibrary library) {
        return library.getFunctionList().stream()
                .map(function -> function.getSignature().getName())
                .collect(Collectors.toSet());
    }

    /** Says whether a node calls a function, one of these or another. */
    public static boolean isCall(NodeDef node, Set<String> functions) {
        return CALLS.contains(node.getOp()) || functions.contains(node.getOp());
    }

    /** The name of the function that a node calls, or {@code null} if it calls none. */
    public static @Nullable String called(NodeDef node, Map<String, FunctionDef> functions) {
        if (functions.containsKey(node.getOp())) {
            return node.getOp();
        }
        return CALLS.contains(node.getOp())
                ? node.getAttrOrDefault("f", AttrValue.getDefaultInstance())
                        .getFunc()
                        .getName()
                : null;
    }

    private void requireBounded(List<NodeDef> nodes) {
        long left = MOST_NODES - result.size() - kept;
        for (NodeDef node : nodes) {
            left -= Math.min(left + 1, growth.of(node));
            requireBounded(MOST_NODES - left);
        }
    }

    /** Refuses a graph that has more nodes than any model has, those of branches and loops included. */
    static void requireBounded(long nodes) {
        if (nodes > MOST_NODES) {
            throw new ResourceExhaustedException(
                    "with its function calls inlined the graph has more than " + MOST_NODES + " nodes");
        }
    }

    private void add(NodeDef node) {
        String function = called(node, functions);
        if (function == null) {
            append(node);
        } else {
            expand(node, function);
        }
    }

    private void append(NodeDef node) {
        characters += node.getName().length()
                + node.getInputList().stream().mapToLong(String::length).sum();
        requireShortNames();
        result.add(node);
    }

    private void requireShortNames() {
        if (characters > MOST_CHARACTERS) {
            throw new ResourceExhaustedException("with its function calls inlined the graph has names of more than "
                    + MOST_CHARACTERS + " characters");
        }
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

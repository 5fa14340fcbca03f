package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What nodes of a function's body name as inputs ({@code arg}, {@code node:output:0}, {@code ^node}), as nodes of a graph do. */
final class BodyInputs {
    private final FunctionDef function;
    private final Map<String, FunctionDef> functions;
    private final Map<String, NodeDef> body;
    private final Set<String> arguments;

    BodyInputs(FunctionDef function, Map<String, FunctionDef> functions) {
        this.function = function;
        this.functions = functions;
        body = NodeOrder.byName(function.getNodeDefList());
        arguments = function.getSignature().getInputArgList().stream()
                .map(argument -> argument.getName())
                .collect(Collectors.toSet());
    }

    /** The nodes by name. */
    Map<String, NodeDef> nodes() {
        return body;
    }

    /** Says whether it is an argument of the function, or the control input of one. */
    boolean isArgument(String text) {
        return arguments.contains(text.startsWith("^") ? text.substring(1) : text);
    }

    /** The input that a text names, which is not an argument's. */
    NodeInput node(String text) {
        boolean isControl = text.startsWith("^");
        String[] parts = (isControl ? text.substring(1) : text).split(":", -1);
        NodeDef node = body.get(parts[0]);
        if (node == null || parts.length > 3 || (isControl && parts.length > 1)) {
            throw new InvalidArgumentException(
                    "function '" + function.getSignature().getName() + "': its body has no '" + text + "'");
        }
        if (isControl) {
            return new NodeInput(parts[0], -1);
        }
        int index = NodeInput.parse("x:" + (parts.length == 3 ? parts[2] : "0")).index();
        return new NodeInput(parts[0], parts.length == 1 ? index : position(node, parts[1], index));
    }

    private int position(NodeDef node, String argument, int index) {
        FunctionDef called = functions.get(node.getOp());
        return called == null
                ? OutputPositions.of(node, argument, index)
                : OutputPositions.of(called.getSignature(), argument, index);
    }
}

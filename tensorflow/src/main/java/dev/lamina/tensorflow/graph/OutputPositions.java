package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Argument;
import dev.lamina.graph.Signature;
import dev.lamina.op.Operations;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.OpDef;
import java.util.Objects;
import java.util.Optional;

/** Where among all outputs of a node one lies that a function's body names by argument: {@code split:output:1}. */
public final class OutputPositions {
    private OutputPositions() {}

    /** The position of the element at {@code index} of an operation's output argument. */
    public static int of(NodeDef node, String argument, int index) {
        Optional<Class<?>> type = Operations.find(node.getOp());
        if (type.isEmpty()) {
            // A call's outputs are one list; what Lamina lacks is reported elsewhere.
            return index;
        }
        long position = index;
        for (Argument output : Signature.of(type.get()).outputs()) {
            if (output.name().equals(argument)) {
                return Math.toIntExact(position);
            }
            position += count(node, output);
        }
        throw new InvalidArgumentException(
                "node '" + node.getName() + "' (" + node.getOp() + ") has no output '" + argument + "'");
    }

    /** How a function's body names the output of a node at a position: {@code split:output:1}. */
    static String nameOf(NodeDef node, int position) {
        Class<?> type = Operations.find(node.getOp()).orElseThrow();
        long left = position;
        for (Argument output : Signature.of(type).outputs()) {
            long count = count(node, output);
            if (left < count) {
                return node.getName() + ":" + output.name() + ":" + left;
            }
            left -= count;
        }
        throw new IllegalArgumentException(
                "node '" + node.getName() + "' (" + node.getOp() + ") has no output " + position);
    }

    /** The position among the results of a function that is called by its name. */
    public static int of(OpDef signature, String argument, int index) {
        for (int i = 0; i < signature.getOutputArgCount(); i++) {
            if (signature.getOutputArg(i).getName().equals(argument)) {
                return i + index;
            }
        }
        throw new InvalidArgumentException("function '" + signature.getName() + "' has no output '" + argument + "'");
    }

    private static long count(NodeDef node, Argument output) {
        if (output.numberAttr() != null) {
            return attr(node, output.numberAttr()).getI();
        }
        AttrValue type = node.getAttrMap().get(Objects.requireNonNullElse(output.typeAttr(), ""));
        return type != null && type.hasList() ? type.getList().getTypeCount() : 1;
    }

    private static AttrValue attr(NodeDef node, String name) {
        AttrValue value = node.getAttrMap().get(name);
        if (value == null) {
            throw new InvalidArgumentException(
                    "node '" + node.getName() + "' (" + node.getOp() + ") has no attr '" + name + "'");
        }
        return value;
    }
}

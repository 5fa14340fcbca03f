package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;

/**
 * An input as a NodeDef writes it: {@code x}, {@code x:1}, or {@code ^x} for a node that only has to run before.
 *
 * @param node the node's name
 * @param index which of its outputs; -1 for none
 */
public record NodeInput(String node, int index) {
    public static NodeInput parse(String text) {
        if (text.startsWith("^")) {
            return new NodeInput(text.substring(1), -1);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new NodeInput(text, 0);
        }
        try {
            int index = Integer.parseInt(text.substring(colon + 1));
            if (index >= 0) {
                return new NodeInput(text.substring(0, colon), index);
            }
        } catch (NumberFormatException e) {
            throw new InvalidArgumentException("'" + text + "' is not an input, like 'x' or 'x:1'", null, e);
        }
        throw new InvalidArgumentException("'" + text + "' is not an input, like 'x' or 'x:1'");
    }

    public boolean isControl() {
        return index < 0;
    }

    @Override
    public String toString() {
        return isControl() ? "^" + node : index == 0 ? node : node + ":" + index;
    }
}

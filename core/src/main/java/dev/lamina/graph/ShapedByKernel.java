package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Tensor;

/**
 * An operation whose outputs may have shapes that only its kernel tells, when it has run: what is dequeued, what stands in
 * a list.
 *
 * <p>Where the graph says an output's shape in full, the kernel gets a buffer of that shape; where it does not, what uses
 * the output is compiled when the kernel has run. The kernel does the same for both: it hands its results over with
 * {@link #give}.
 */
public interface ShapedByKernel extends Op {
    /** Stands in a buffer that waits for a whole tensor. */
    Object AWAITED = new Object() {
        @Override
        public String toString() {
            return "awaited";
        }
    };

    /**
     * Says whether the shape of an output of such a node has to come from its kernel: by default where the graph does not say
     * it in full. It need not where the shapes of the inputs tell it as soon as they are known.
     */
    default boolean isShapedByKernel(Node node, int output) {
        return !node.outputShape(output).isFullyDefined();
    }

    /** Gives a tensor as an output. */
    static void give(Buffer output, Tensor value) {
        if (output.array() instanceof Object[] boxes && boxes.length > 0 && boxes[0] == AWAITED) {
            boxes[0] = value;
        } else if (!output.shape().equals(value.shape())) {
            throw new InvalidArgumentException(
                    "a tensor of shape " + value.shape() + " is given where the graph says " + output.shape());
        } else {
            output.copyFrom(value.buffer());
        }
    }
}

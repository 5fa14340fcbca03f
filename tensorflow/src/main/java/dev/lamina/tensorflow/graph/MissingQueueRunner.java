package dev.lamina.tensorflow.graph;

import com.google.protobuf.ByteString;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.LeftOut;
import java.util.Optional;

/**
 * A queue runner of a file that cannot run, for want of a node. It is written again as it was read.
 *
 * @param bytes its definition in the file
 * @param name the node's name in the graph
 * @param leftOut the node, if the file has it
 */
record MissingQueueRunner(ByteString bytes, String name, Optional<LeftOut> leftOut) implements LeftOut {
    @Override
    public LaminaException error(String fetch) {
        return leftOut.map(node -> node.error(fetch))
                .orElseGet(() -> new NotFoundException(
                        "a queue runner of the file needs node '" + fetch + "', which is not in the graph"));
    }
}

package dev.lamina.app.insight;

import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import java.util.List;

/**
 * A network that is looked into.
 *
 * @param session with its variables
 * @param images its input, [images, pixels]
 * @param logits what it gives each class
 * @param classNames what these are called
 */
public record Network(Session session, Output images, Output logits, List<String> classNames) {
    /** Copies the list. */
    public Network {
        classNames = List.copyOf(classNames);
    }
}

package dev.lamina.examples.swish;

import dev.lamina.graph.OperationSet;
import java.util.Collection;
import java.util.List;

/** What this module adds to Lamina's operations: files that have them are read, run, differentiated and written. */
public final class SwishOperations implements OperationSet {
    /** Made when operations are looked for. */
    public SwishOperations() {}

    @Override
    public Collection<Class<?>> operations() {
        return List.of(Swish.class);
    }
}

package dev.lamina.tensorflow;

import dev.lamina.graph.OperationSet;
import java.util.Collection;
import java.util.List;

/** The operations by which TensorFlow's graphs save and restore their variables. */
public final class CheckpointOperations implements OperationSet {
    /** Made when operations are looked for. */
    public CheckpointOperations() {}

    @Override
    public Collection<Class<?>> operations() {
        return List.of(
                SaveV2.class,
                RestoreV2.class,
                MergeV2Checkpoints.class,
                Save.class,
                SaveSlices.class,
                Restore.class,
                RestoreSlice.class);
    }
}

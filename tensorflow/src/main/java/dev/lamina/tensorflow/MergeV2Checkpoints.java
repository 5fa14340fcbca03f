package dev.lamina.tensorflow;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.checkpoint.BundleMerge;
import dev.lamina.tensorflow.checkpoint.SavedTensor;
import java.util.List;

/**
 * Makes one checkpoint of several that were saved in parts: {@code checkpoint_prefixes} are theirs and {@code
 * destination_prefix} is that of the whole, which appears at one stroke.
 *
 * @param deleteOldDirs whether the parts' folders are removed that are empty then
 * @param allowMissingFiles whether a part that is not there is passed over
 */
@OpDef(
        inputs = {"checkpoint_prefixes: string", "destination_prefix: string"},
        attrs = {"delete_old_dirs: bool = true", "allow_missing_files: bool = false"},
        stateful = true)
public record MergeV2Checkpoints(boolean deleteOldDirs, boolean allowMissingFiles) implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, Operand checkpointPrefixes, Operand destinationPrefix) {
        return scope.node(new MergeV2Checkpoints(true, false), List.of(checkpointPrefixes, destinationPrefix));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 1, "checkpoint_prefixes");
        c.withRank(1, 0, "destination_prefix");
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> new BundleMerge(
                        SavedTensor.texts(inputs[1]).getFirst(), deleteOldDirs, allowMissingFiles)
                .run(SavedTensor.texts(inputs[0]));
    }
}

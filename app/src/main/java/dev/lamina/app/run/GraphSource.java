package dev.lamina.app.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a graph comes from.
 *
 * @param path a GraphDef, a MetaGraphDef, a SavedModel's folder or file, or a folder with versions of one
 * @param checkpoint the prefix of a checkpoint with the values of its variables
 * @param tags of a SavedModel, which graph of it
 * @param signature of a SavedModel, whose keys name tensors
 */
record GraphSource(
        Path path,
        @Nullable String checkpoint,
        List<String> tags,
        @Nullable String signature) {}

package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.session.Session;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.graph.SaverNodes;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Saves a model for TensorFlow. */
final class SavedModelWriter {
    private static final long SCHEMA_VERSION = 1;

    private SavedModelWriter() {}

    static void save(Path folder, Session session, Map<String, ModelSignature> signatures, Set<String> tags) {
        Path file = folder.resolve("saved_model.pb");
        if (Files.exists(file)) {
            throw new InvalidArgumentException("there is a model in " + folder, "save into a folder of its own");
        }
        Graph graph = session.graph();
        Map<String, Node> variables = SaverNodes.variables(graph);
        MetaGraphDef.Builder def =
                MetaGraphFile.toProto(graph, variables, tags.stream().sorted().toList()).toBuilder();
        signatures.forEach((key, signature) -> def.putSignatureDef(key, signature.toProto()));
        try {
            Files.createDirectories(folder.resolve("variables"));
        } catch (IOException e) {
            throw Problems.unreachable(folder, e);
        }
        if (!variables.isEmpty()) {
            String prefix = folder.resolve("variables").resolve("variables").toString();
            Checkpoint.write(prefix, session.variables(variables.keySet()));
        }
        // The file that says that there is a model comes last.
        ProtoFile.write(
                file,
                dev.lamina.tensorflow.proto.SavedModel.newBuilder()
                        .setSavedModelSchemaVersion(SCHEMA_VERSION)
                        .addMetaGraphs(def)
                        .build());
    }
}

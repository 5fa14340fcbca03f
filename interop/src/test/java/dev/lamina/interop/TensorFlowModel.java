package dev.lamina.interop;

import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SaverDef;

/** A graph of a {@code .meta} in TensorFlow, with the saver that it describes. */
final class TensorFlowModel implements AutoCloseable {
    private final TensorFlowGraph graph;
    private final SaverDef saver;

    private TensorFlowModel(MetaGraphDef def) {
        graph = TensorFlowGraph.of(def.getGraphDef());
        saver = def.getSaverDef();
    }

    /** Imports what is in the file. */
    static TensorFlowModel readMetaGraph(Path file) {
        try {
            return new TensorFlowModel(MetaGraphDef.parseFrom(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TensorFlowGraph graph() {
        return graph;
    }

    /** Gives the variables the values of a checkpoint, by the saver's nodes. */
    void restore(String prefix) {
        graph.run(List.of(saver.getRestoreOpName()), filename(prefix));
    }

    /** Saves the variables, by the saver's nodes. */
    void save(String prefix) {
        graph.fetch(List.of(saver.getSaveTensorName()), filename(prefix));
    }

    private Map<String, Tensor> filename(String prefix) {
        return Map.of(saver.getFilenameTensorName(), Tensor.of(prefix));
    }

    @Override
    public void close() {
        graph.close();
    }
}

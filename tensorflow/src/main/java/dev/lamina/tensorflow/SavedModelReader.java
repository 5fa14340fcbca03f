package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.VariableOp;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.AssetFileDef;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.SignatureDef;
import dev.lamina.tensorflow.proto.TensorInfo;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Loads a saved model: finds the graph with the tags, restores its variables, runs its initialisation. */
final class SavedModelReader {
    private static final String INIT_SIGNATURE = "__saved_model_init_op";
    private static final List<String> INIT_COLLECTIONS = List.of("saved_model_main_op", "legacy_init_op");

    private final Path folder;
    private final MetaGraphDef def;
    private final Graph graph = new Graph();

    private SavedModelReader(Path folder, MetaGraphDef def) {
        this.folder = folder;
        this.def = def;
    }

    static SavedModel load(Path file, Set<String> tags) {
        return Reading.of(file, () -> load(SavedModelFiles.folder(file), file, tags));
    }

    private static SavedModel load(Path folder, Path file, Set<String> tags) {
        var model = ProtoFile.read(file, dev.lamina.tensorflow.proto.SavedModel.getDefaultInstance());
        List<Set<String>> others = new ArrayList<>();
        for (MetaGraphDef candidate : model.getMetaGraphsList()) {
            Set<String> own = Set.copyOf(candidate.getMetaInfoDef().getTagsList());
            if (own.equals(tags)) {
                return new SavedModelReader(folder, candidate).load(file.toString());
            }
            others.add(own);
        }
        throw new NotFoundException("Could not find meta graph def matching supplied tags: " + tags + ". " + file
                + " has those with the tags " + others);
    }

    private SavedModel load(String file) {
        List<String> targets = initialisation();
        SignatureNodes nodes = SignatureNodes.of(def, targets, file);
        ImportedGraph imported = GraphFile.add(graph, nodes.graph(), "", Map.of(), file);
        RemainingNodes rest = RemainingNodes.add(graph, imported, def.getGraphDef(), file);
        Session session = new Session(graph);
        try {
            session.load(values());
            Feed[] assets = assets();
            for (String target : targets) {
                session.run(graph.node(target), assets);
            }
            Map<String, ModelSignature> signatures = new TreeMap<>();
            nodes.usable().forEach((key, signature) -> signatures.put(key, signature(signature)));
            return new SavedModel(session, signatures, nodes.unusable(), rest);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private List<String> initialisation() {
        SignatureDef signature = def.getSignatureDefMap().get(INIT_SIGNATURE);
        if (signature != null) {
            return signature.getOutputsMap().values().stream()
                    .map(SignatureNodes::tensor)
                    .map(NodeInput::node)
                    .toList();
        }
        for (String key : INIT_COLLECTIONS) {
            CollectionDef collection = def.getCollectionDefMap().get(key);
            if (collection != null) {
                return collection.getNodeList().getValueList().stream()
                        .map(name -> NodeInput.parse(name).node())
                        .toList();
            }
        }
        return List.of();
    }

    /** The values of the variables that are in the graph, as far as the model has them. */
    private Map<String, Tensor> values() {
        Map<String, RestoredTensor> restored = RestoreNodes.tensors(def);
        Map<String, Tensor> values = new LinkedHashMap<>();
        List<Node> variables = graph.nodes().stream()
                .filter(node -> node.op() instanceof VariableOp && restored.containsKey(node.name()))
                .toList();
        if (!variables.isEmpty()) {
            Checkpoint checkpoint = Checkpoint.open(
                    folder.resolve("variables").resolve("variables").toString());
            variables.forEach(node -> values.put(
                    VariableDefs.nameOf(node),
                    Objects.requireNonNull(restored.get(node.name())).read(checkpoint)));
        }
        return values;
    }

    private Feed[] assets() {
        List<Feed> feeds = new ArrayList<>();
        for (AssetFileDef asset : def.getAssetFileDefList()) {
            Path file = asset(asset.getFilename());
            NodeInput tensor = SignatureNodes.tensor(asset.getTensorInfo());
            if (graph.contains(tensor.node())) {
                feeds.add(Feed.of(graph.output(tensor.node() + ":" + tensor.index()), Tensor.of(file.toString())));
            }
        }
        return feeds.toArray(Feed[]::new);
    }

    private Path asset(String name) {
        Path assets = folder.resolve("assets").normalize();
        try {
            Path file = assets.resolve(name).normalize();
            if (file.startsWith(assets)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new InvalidArgumentException("'" + name + "' is no name of an asset of " + folder, null, e);
        }
        throw new InvalidArgumentException("the asset '" + name + "' of " + folder + " does not lie in its folder");
    }

    private ModelSignature signature(SignatureDef signature) {
        return new ModelSignature(
                signature.getMethodName(), outputs(signature.getInputsMap()), outputs(signature.getOutputsMap()));
    }

    private Map<String, Output> outputs(Map<String, TensorInfo> infos) {
        Map<String, Output> outputs = new TreeMap<>();
        infos.forEach((key, info) -> outputs.put(key, graph.output(info.getName())));
        return outputs;
    }
}

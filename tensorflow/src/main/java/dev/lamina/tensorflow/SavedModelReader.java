package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.VariableOp;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.CheckpointFiles;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.file.Reading;
import dev.lamina.tensorflow.file.SavedModelFiles;
import dev.lamina.tensorflow.graph.FileFunctions;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.graph.GraphSaver;
import dev.lamina.tensorflow.graph.ImportedGraph;
import dev.lamina.tensorflow.graph.NodeInput;
import dev.lamina.tensorflow.graph.RunnablePart;
import dev.lamina.tensorflow.graph.SignatureNodes;
import dev.lamina.tensorflow.proto.AssetFileDef;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.SignatureDef;
import dev.lamina.tensorflow.proto.TensorInfo;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Loads a saved model: finds the graph with the tags, restores its variables, runs its initialisation. */
final class SavedModelReader {
    private static final String INIT_SIGNATURE = "__saved_model_init_op";
    private static final List<String> INIT_COLLECTIONS = List.of("saved_model_main_op", "legacy_init_op");

    private final Path folder;
    private final MetaGraphDef def;
    private final Graph graph = new Graph();
    private final List<String> warnings = new ArrayList<>();

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
        GraphDef source = def.getGraphDef();
        Map<String, LaminaException> problems = new HashMap<>();
        FileFunctions functions = new FileFunctions(graph, source, file);
        functions.add();
        List<NodeDef> nodes = functions.nodes(problems, true);
        SignatureNodes needed = new SignatureNodes(def, nodes, problems);
        ImportedGraph imported = new ImportedGraph(graph, "", Map.of(), source, file);
        GraphDefs.readVersions(source.getVersions(), graph, file);
        imported.add(nodes, problems, needed.absent(), true);
        Session session = new Session(graph);
        try {
            restore(session);
            initialise(session);
            Map<String, ModelSignature> signatures = new TreeMap<>();
            Map<String, String> unusable = new TreeMap<>(needed.unusable());
            needed.usable().forEach((key, signature) -> {
                try {
                    signatures.put(key, signature(signature, imported));
                } catch (LaminaException e) {
                    unusable.put(key, e.problem());
                }
            });
            return new SavedModel(session, signatures, unusable, warnings);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private void restore(Session session) {
        String prefix = folder.resolve("variables").resolve("variables").toString();
        boolean hasVariables = graph.nodes().stream().anyMatch(node -> node.op() instanceof VariableOp);
        // A model without variables may do without a checkpoint.
        if (hasVariables || CheckpointFiles.exist(prefix)) {
            Optional<GraphSaver> saver = GraphSaver.of(def.getSaverDef(), "");
            if (saver.isPresent()) {
                warnings.addAll(saver.get().restore(session, prefix, assets()));
            } else if (hasVariables && CheckpointFiles.exist(prefix)) {
                // No operation restores them: then their names do.
                Checkpoint.open(prefix).restore(session);
            }
        }
    }

    /** Runs what of the initialisation can be run, and says what cannot. */
    private void initialise(Session session) {
        for (String target : initialisation()) {
            RunnablePart part = RunnablePart.of(graph, target);
            if (part.problem() != null) {
                warnings.add("the initialisation is run only in part: " + part.problem());
            }
            session.run(part.nodes(), assets());
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

    private static ModelSignature signature(SignatureDef signature, ImportedGraph imported) {
        return new ModelSignature(
                signature.getMethodName(),
                outputs(signature.getInputsMap(), imported),
                outputs(signature.getOutputsMap(), imported));
    }

    private static Map<String, Output> outputs(Map<String, TensorInfo> infos, ImportedGraph imported) {
        Map<String, Output> outputs = new TreeMap<>();
        infos.forEach((key, info) -> outputs.put(key, imported.output(info.getName())));
        return outputs;
    }
}

package dev.lamina.tensorflow.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.error.DataLossException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.LeftOut;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.VariableDef;
import dev.lamina.train.QueueRunner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A graph's collections as a MetaGraphDef has them: variables, queue runners, nodes and tensors by name, numbers, bytes. */
public final class GraphCollections {
    private static final Set<String> OF_VARIABLES = Set.of(
            Variable.ALL,
            Variable.TRAINABLE,
            "local_variables",
            "model_variables",
            "moving_average_variables",
            "metric_variables",
            "global_step");

    private GraphCollections() {}

    /** Those that hold variables. */
    public static List<CollectionDef> ofVariables(Map<String, CollectionDef> defs) {
        return defs.entrySet().stream()
                .filter(entry -> OF_VARIABLES.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Fills the graph's collections. Names of nodes that are not in the graph are left out, and so are variables that were.
     *
     * @param prefix what the names in the file got before them in the graph
     */
    public static void read(Map<String, CollectionDef> defs, Graph graph, String prefix) {
        Map<ByteString, Variable> variables = new HashMap<>();
        Set<String> leftOut = graph.leftOut().stream().map(LeftOut::name).collect(Collectors.toSet());
        new TreeMap<>(defs).forEach((key, def) -> {
            if (OF_VARIABLES.contains(key)) {
                for (ByteString bytes : def.getBytesList().getValueList()) {
                    VariableDef variable = parse(bytes, key);
                    if (VariableDefs.nodes(variable, prefix).noneMatch(leftOut::contains)) {
                        graph.addToCollection(
                                key, variables.computeIfAbsent(bytes, _ -> VariableDefs.read(variable, graph, prefix)));
                    }
                }
            }
            if (def.hasNodeList()) {
                def.getNodeList().getValueList().forEach(name -> addNode(graph, key, prefix + name));
            } else if (!OF_VARIABLES.contains(key)) {
                def.getBytesList()
                        .getValueList()
                        .forEach(bytes -> graph.addToCollection(key, ofBytes(key, bytes, graph, prefix)));
                def.getInt64List().getValueList().forEach(number -> graph.addToCollection(key, number));
                def.getFloatList().getValueList().forEach(number -> graph.addToCollection(key, number));
            }
        });
    }

    private static Object ofBytes(String key, ByteString bytes, Graph graph, String prefix) {
        return key.equals(QueueRunner.COLLECTION) ? QueueRunnerDefs.read(bytes, graph, prefix) : bytes;
    }

    private static void addNode(Graph graph, String key, String name) {
        NodeInput input = NodeInput.parse(name);
        if (graph.contains(input.node())) {
            Node node = graph.node(input.node());
            graph.addToCollection(key, name.contains(":") ? graph.output(name) : node);
        }
    }

    private static VariableDef parse(ByteString bytes, String key) {
        try {
            return VariableDef.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new DataLossException("the collection '" + key + "' does not hold variables", null, e);
        }
    }

    /** The graph's collections, as far as TensorFlow has a form for their members. */
    public static Map<String, CollectionDef> write(Graph graph) {
        Map<String, CollectionDef> defs = new TreeMap<>();
        Set<Variable> trainable = Set.copyOf(graph.trainableVariables());
        for (String key : graph.collections()) {
            CollectionDef.Builder def = CollectionDef.newBuilder();
            for (Object member : graph.collection(key)) {
                switch (member) {
                    case Variable variable ->
                        def.getBytesListBuilder()
                                .addValue(VariableDefs.write(variable, trainable.contains(variable))
                                        .toByteString());
                    case Node node -> def.getNodeListBuilder().addValue(node.name());
                    case Output output -> def.getNodeListBuilder().addValue(output.name());
                    case QueueRunner runner -> def.getBytesListBuilder().addValue(QueueRunnerDefs.write(runner));
                    case MissingQueueRunner missing -> def.getBytesListBuilder().addValue(missing.bytes());
                    case ByteString bytes -> def.getBytesListBuilder().addValue(bytes);
                    case Long number -> def.getInt64ListBuilder().addValue(number);
                    case Float number -> def.getFloatListBuilder().addValue(number);
                    default -> List.of(); // a user's own object, which no file can hold
                }
            }
            if (def.getKindCase() != CollectionDef.KindCase.KIND_NOT_SET) {
                defs.put(key, def.build());
            }
        }
        return defs;
    }
}

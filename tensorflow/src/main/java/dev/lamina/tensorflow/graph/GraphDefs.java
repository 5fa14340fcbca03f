package dev.lamina.tensorflow.graph;

import dev.lamina.graph.Attribute;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphVersions;
import dev.lamina.graph.LeftOut;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.VersionDef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes TensorFlow's description of graphs. */
public final class GraphDefs {
    private GraphDefs() {}

    public static GraphDef write(Graph graph) {
        GraphDef.Builder def = GraphDef.newBuilder().setVersions(versions(graph.versions()));
        Map<Node, List<Node>> order = UpdateOrder.of(graph);
        for (Node node : graph.nodes()) {
            if (!(node.op() instanceof MissingOutput)) {
                def.addNode(write(node, order.getOrDefault(node, List.of())));
            }
        }
        Map<String, FunctionDef> functions = new LinkedHashMap<>();
        for (LeftOut left : graph.leftOut()) {
            if (left instanceof LeftOutNode node) {
                def.addNode(node.renamed());
                if (node.needsLibrary()) {
                    node.library()
                            .getFunctionList()
                            .forEach(function -> functions.putIfAbsent(
                                    function.getSignature().getName(), function));
                }
            }
        }
        if (!functions.isEmpty()) {
            def.getLibraryBuilder().addAllFunction(functions.values());
        }
        return def.build();
    }

    private static VersionDef versions(GraphVersions versions) {
        return VersionDef.newBuilder()
                .setProducer(versions.producer())
                .setMinConsumer(versions.minConsumer())
                .addAllBadConsumers(versions.badConsumers())
                .build();
    }

    /** Notes the versions of a file that is going to be added to a graph. */
    public static void readVersions(VersionDef versions, Graph graph) {
        graph.addVersions(
                new GraphVersions(versions.getProducer(), versions.getMinConsumer(), versions.getBadConsumersList()));
    }

    /** How a node's input is written. */
    public static String input(Output input) {
        return input.node().op() instanceof MissingOutput missing
                ? missing.tensor()
                : new NodeInput(input.node().name(), input.index()).toString();
    }

    private static NodeDef write(Node node, List<Node> moreControls) {
        NodeDef.Builder def =
                NodeDef.newBuilder().setName(node.name()).setOp(node.op().name());
        for (Output input : node.inputs()) {
            def.addInput(input(input));
        }
        node.controlInputs().forEach(control -> def.addInput("^" + control.name()));
        moreControls.forEach(control -> def.addInput("^" + control.name()));
        node.annotations().forEach((key, value) -> {
            if (value instanceof AttrValue attribute) {
                def.putAttr(key, attribute);
            } else if (key.equals(NodeBuilder.DEVICE)) {
                def.setDevice((String) value);
            }
        });
        Map<String, Object> values = node.signature().values(node);
        for (Attribute attribute : node.signature().attributes()) {
            Object value = values.get(attribute.name());
            if (value != null) {
                def.putAttr(attribute.name(), AttrValues.write(attribute, value));
            }
        }
        return def.build();
    }
}

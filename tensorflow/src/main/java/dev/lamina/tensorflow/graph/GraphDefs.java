package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Attribute;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphVersions;
import dev.lamina.graph.LeftOut;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.op.flow.CallOp;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDefLibrary;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.VersionDef;
import java.util.List;
import java.util.Map;

/** Makes TensorFlow's description of graphs. */
public final class GraphDefs {
    /** Which version of TensorFlow's graphs is read here: that of the end of 2024. */
    private static final int CONSUMER = 2087;

    private GraphDefs() {}

    public static GraphDef write(Graph graph) {
        GraphDef.Builder def = GraphDef.newBuilder().setVersions(versions(graph.versions()));
        Map<Node, List<Node>> order = UpdateOrder.of(graph);
        for (Node node : graph.nodes()) {
            if (!(node.op() instanceof MissingOutput)) {
                NodeDef written = write(node, order.getOrDefault(node, List.of()));
                def.addNode(node.op() instanceof CallOp call ? direct(node, call, written) : written);
            }
        }
        for (LeftOut left : graph.leftOut()) {
            if (left instanceof LeftOutNode node) {
                def.addNode(node.renamed());
            }
        }
        FunctionDefLibrary library = FunctionWriter.library(graph.functions());
        if (!library.equals(FunctionDefLibrary.getDefaultInstance())) {
            def.setLibrary(library);
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

    /**
     * Notes the versions of a file that is going to be added to a graph.
     *
     * @throws InvalidArgumentException if the file is for later versions of TensorFlow's graphs than is read here, or refuses
     *     this one, as TensorFlow checks it
     */
    public static void readVersions(VersionDef versions, Graph graph, String file) {
        if (versions.getProducer() < 0) {
            throw new InvalidArgumentException(
                    file + ": GraphDef producer version " + versions.getProducer() + " below min producer 0");
        }
        if (versions.getMinConsumer() > CONSUMER) {
            throw new InvalidArgumentException(
                    file + ": GraphDef min consumer version " + versions.getMinConsumer() + " above current version "
                            + CONSUMER,
                    "it is for a later TensorFlow than is read here: write it with an earlier one");
        }
        if (versions.getBadConsumersList().contains(CONSUMER)) {
            throw new InvalidArgumentException(file + ": GraphDef disallows consumer version " + CONSUMER);
        }
        graph.addVersions(
                new GraphVersions(versions.getProducer(), versions.getMinConsumer(), versions.getBadConsumersList()));
    }

    /** How a node's input is written. */
    public static String input(Output input) {
        return input.node().op() instanceof MissingOutput missing
                ? missing.tensor()
                : new NodeInput(input.node().name(), input.index()).toString();
    }

    /** A call by an operation that has the function's name, if that is how the file had it. */
    private static NodeDef direct(Node node, CallOp call, NodeDef written) {
        if (!node.annotations().containsKey(FunctionCallNodes.DIRECT)) {
            return written;
        }
        NodeDef.Builder def = written.toBuilder().setOp(call.f().name());
        node.signature().attributes().forEach(attribute -> def.removeAttr(attribute.name()));
        call.f().attributes().forEach((key, value) -> def.putAttr(key, (AttrValue) value));
        return def.build();
    }

    /** A node with its inputs, and with nodes that it comes after besides its own. */
    static NodeDef write(Node node, List<Node> moreControls) {
        NodeDef.Builder def =
                NodeDef.newBuilder().setName(node.name()).setOp(node.op().name());
        for (Output input : node.inputs()) {
            def.addInput(input(input));
        }
        node.controlInputs().forEach(control -> def.addInput("^" + control.name()));
        moreControls.forEach(control -> def.addInput("^" + control.name()));
        node.annotations().forEach((key, value) -> {
            if (value instanceof AttrValue attribute && !key.equals(FunctionCallNodes.DIRECT)) {
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

package dev.lamina.tensorflow;

import dev.lamina.graph.Attribute;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.VersionDef;
import java.util.List;
import java.util.Map;

/** Makes TensorFlow's description of graphs. */
final class GraphDefs {
    /** The version of the format: TensorFlow from 1.13 on reads it. */
    private static final VersionDef VERSION =
            VersionDef.newBuilder().setProducer(27).setMinConsumer(12).build();

    private GraphDefs() {}

    static GraphDef write(Graph graph) {
        GraphDef.Builder def = GraphDef.newBuilder().setVersions(VERSION);
        Map<Node, List<Node>> order = UpdateOrder.of(graph);
        graph.nodes().forEach(node -> def.addNode(write(node, order.getOrDefault(node, List.of()))));
        return def.build();
    }

    private static NodeDef write(Node node, List<Node> moreControls) {
        NodeDef.Builder def =
                NodeDef.newBuilder().setName(node.name()).setOp(node.op().name());
        for (Output input : node.inputs()) {
            def.addInput(new NodeInput(input.node().name(), input.index()).toString());
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

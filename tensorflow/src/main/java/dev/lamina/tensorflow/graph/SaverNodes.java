package dev.lamina.tensorflow.graph;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.VariableOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.SaverDef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes with which TensorFlow saves and restores the variables of a graph: it needs them in the file, so they are made when
 * one is written. A graph that was read has those of its file.
 */
public final class SaverNodes {
    private final GraphDef.Builder graph;
    private final List<String> keys;
    private final List<Node> variables;
    private final String scope;

    private SaverNodes(GraphDef.Builder graph, Map<String, Node> variables, String scope) {
        this.graph = graph;
        this.keys = List.copyOf(variables.keySet());
        this.variables = List.copyOf(variables.values());
        this.scope = scope;
    }

    /** All variables of a graph by the names that checkpoints have for them. */
    public static Map<String, Node> variables(Graph graph) {
        Map<String, Node> variables = new LinkedHashMap<>();
        graph.nodes().stream()
                .filter(node -> node.op() instanceof VariableOp)
                .forEach(node -> variables.putIfAbsent(VariableDefs.nameOf(node), node));
        return variables;
    }

    /**
     * Adds them for these variables, by the names that checkpoints have for them, unless the graph has them already; and says
     * which they are.
     */
    public static SaverDef add(GraphDef.Builder def, Map<String, Node> variables) {
        Map<String, NodeDef> there = NodeOrder.byName(def.getNodeList());
        for (int i = 0; ; i++) {
            String scope = i == 0 ? "save" : "save_" + i;
            GraphDef.Builder own = GraphDef.newBuilder();
            SaverDef saver = new SaverNodes(own, variables, scope + "/").add();
            if (own.getNodeList().stream().allMatch(node -> node.equals(there.get(node.getName())))) {
                return saver;
            }
            boolean isTaken =
                    there.keySet().stream().anyMatch(name -> name.equals(scope) || name.startsWith(scope + "/"));
            if (!isTaken) {
                def.addAllNode(own.getNodeList());
                return saver;
            }
        }
    }

    private SaverDef add() {
        constant("filename/input", Tensor.of("model"));
        // Both, as TensorFlow has them: its SaverDef names the second, TensorFlow Java feeds the first.
        filename("filename", "filename/input");
        filename("Const", "filename");
        SaverDef.Builder saver = SaverDef.newBuilder()
                .setFilenameTensorName(scope + "Const:0")
                .setMaxToKeep(5)
                .setKeepCheckpointEveryNHours(10000)
                .setVersion(SaverDef.CheckpointFormatVersion.V2);
        if (variables.isEmpty()) {
            node("control_dependency", "Identity", "Const").putAttr("T", type(DType.STRING));
            node("restore_all", "NoOp");
        } else {
            save();
            restore();
        }
        return saver.setSaveTensorName(scope + "control_dependency:0")
                .setRestoreOpName(scope + "restore_all")
                .build();
    }

    private void filename(String name, String initial) {
        node(name, "PlaceholderWithDefault", initial)
                .putAttr("dtype", type(DType.STRING))
                .putAttr(
                        "shape",
                        AttrValue.newBuilder()
                                .setShape(Shapes.write(Shape.scalar()))
                                .build());
    }

    private void save() {
        names("SaveV2");
        NodeDef.Builder save = node("SaveV2", "SaveV2", "Const", "SaveV2/tensor_names", "SaveV2/shape_and_slices")
                .putAttr("dtypes", types());
        List<NodeDef> reads = new ArrayList<>();
        for (Node variable : variables) {
            if (isResource(variable)) {
                String read = scope + "Read_" + reads.size();
                reads.add(NodeDef.newBuilder()
                        .setName(read)
                        .setOp("ReadVariableOp")
                        .addInput(variable.name())
                        .putAttr("dtype", type(((VariableOp) variable.op()).dtype()))
                        .build());
                save.addInput(read);
            } else {
                save.addInput(variable.name());
            }
        }
        reads.forEach(graph::addNode);
        node("control_dependency", "Identity", "Const")
                .putAttr("T", type(DType.STRING))
                .addInput("^" + scope + "SaveV2");
    }

    private void restore() {
        names("RestoreV2");
        node("RestoreV2", "RestoreV2", "Const", "RestoreV2/tensor_names", "RestoreV2/shape_and_slices")
                .putAttr("dtypes", types());
        NodeDef.Builder all =
                NodeDef.newBuilder().setName(scope + "restore_all").setOp("NoOp");
        for (int i = 0; i < variables.size(); i++) {
            Node variable = variables.get(i);
            AttrValue type = type(((VariableOp) variable.op()).dtype());
            String restored = scope + new NodeInput("RestoreV2", i);
            NodeDef.Builder assign =
                    graph.addNodeBuilder().setName(scope + "Assign_" + i).addInput(variable.name());
            if (isResource(variable)) {
                assign.setOp("AssignVariableOp")
                        .addInput(restored)
                        .putAttr("dtype", type)
                        .putAttr(
                                "validate_shape",
                                AttrValue.newBuilder().setB(false).build());
            } else {
                assign.setOp("Assign")
                        .addInput(restored)
                        .putAttr("T", type)
                        .putAttr(
                                "validate_shape",
                                AttrValue.newBuilder().setB(true).build())
                        .putAttr(
                                "use_locking", AttrValue.newBuilder().setB(true).build());
            }
            all.addInput("^" + assign.getName());
        }
        graph.addNode(all);
    }

    private void names(String user) {
        byte[][] names =
                keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        constant(user + "/tensor_names", Tensor.wrap(DType.STRING, names, Shape.of(names.length)));
        constant(user + "/shape_and_slices", Tensor.zeros(DType.STRING, Shape.of(names.length)));
    }

    private void constant(String name, Tensor value) {
        node(name, "Const")
                .putAttr(
                        "value",
                        AttrValue.newBuilder()
                                .setTensor(TensorProtos.write(value))
                                .build())
                .putAttr("dtype", type(value.dtype()));
    }

    private NodeDef.Builder node(String name, String op, String... inputs) {
        NodeDef.Builder node = graph.addNodeBuilder().setName(scope + name).setOp(op);
        for (String input : inputs) {
            node.addInput(scope + input);
        }
        return node;
    }

    private AttrValue types() {
        AttrValue.ListValue.Builder types = AttrValue.ListValue.newBuilder();
        variables.forEach(node -> types.addType(Shapes.write(((VariableOp) node.op()).dtype())));
        return AttrValue.newBuilder().setList(types).build();
    }

    private static AttrValue type(DType type) {
        return AttrValue.newBuilder().setType(Shapes.write(type)).build();
    }

    private static boolean isResource(Node variable) {
        return variable.outputType(0) == DType.RESOURCE;
    }
}

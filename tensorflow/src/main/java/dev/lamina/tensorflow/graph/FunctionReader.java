package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.OpDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the body of a function of a file, for the attributes of a use of it. */
final class FunctionReader {
    private static final String SHAPES = "_output_shapes";

    private final Graph graph;
    private final GraphDef source;
    private final FunctionDef function;
    private final Map<String, Object> attributes;
    private final FunctionCallNodes calls;
    private final BodyInputs inputs;
    private final String file;

    /**
     * Prepares.
     *
     * @param graph the graph that has the function
     * @param source what the function is of
     * @param attributes what the function's attributes are, each an {@code AttrValue}
     * @param calls knows the other functions
     * @param file how errors name the file
     */
    FunctionReader(
            Graph graph,
            GraphDef source,
            FunctionDef function,
            Map<String, Object> attributes,
            FunctionCallNodes calls,
            String file) {
        this.graph = graph.body(null);
        this.source = source;
        this.function = function;
        this.attributes = attributes;
        this.calls = calls;
        this.file = file;
        inputs = new BodyInputs(function, calls.functions());
    }

    FunctionBody read() {
        try {
            return body();
        } catch (LaminaException e) {
            throw e.at("function '" + function.getSignature().getName() + "' of " + file);
        }
    }

    private FunctionBody body() {
        Map<String, Output> arguments = new HashMap<>();
        List<Output> parameters = new ArrayList<>();
        List<OpDef.ArgDef> signature = function.getSignature().getInputArgList();
        for (int i = 0; i < signature.size(); i++) {
            Output parameter = parameter(signature.get(i), i);
            arguments.put(signature.get(i).getName(), parameter);
            parameters.add(parameter);
        }
        List<NodeDef> nodes = inputs.nodes().values().stream()
                .map(this::node)
                .map(calls::call)
                .toList();
        ImportedGraph imported = new ImportedGraph(graph, "", arguments, source, file);
        imported.add(nodes, Map.of(), Map.of(), false);
        List<Output> results = new ArrayList<>();
        for (OpDef.ArgDef output : function.getSignature().getOutputArgList()) {
            String from = function.getRetMap().get(output.getName());
            if (from == null) {
                throw new InvalidArgumentException("it has no result for '" + output.getName() + "'");
            }
            results.add(imported.output(input(from)));
        }
        List<Node> controls = function.getControlRetMap().values().stream()
                .sorted()
                .distinct()
                .map(graph::node)
                .toList();
        return new FunctionBody(graph, parameters, results, controls);
    }

    private Output parameter(OpDef.ArgDef argument, int index) {
        if (!argument.getNumberAttr().isEmpty() || !argument.getTypeListAttr().isEmpty()) {
            throw new InvalidArgumentException("its argument '" + argument.getName() + "' is a list");
        }
        DType type = Shapes.type(
                argument.getTypeAttr().isEmpty()
                        ? argument.getTypeValue()
                        : attribute(argument.getTypeAttr()).getTypeValue());
        AttrValue shapes = function.getArgAttrOrDefault(index, FunctionDef.ArgAttrs.getDefaultInstance())
                .getAttrMap()
                .get(SHAPES);
        Shape shape = shapes == null || shapes.getList().getShapeCount() != 1
                ? Shape.unknown()
                : Shapes.read(shapes.getList().getShape(0));
        return Placeholder.of(Scope.of(graph).named(argument.getName()), type, shape);
    }

    private AttrValue attribute(String name) {
        if (!(attributes.get(name) instanceof AttrValue value)) {
            throw new InvalidArgumentException("the call gives no attr '" + name + "'");
        }
        return value;
    }

    private NodeDef node(NodeDef node) {
        NodeDef.Builder copy = node.toBuilder().clearInput();
        for (String text : node.getInputList()) {
            // An argument is there before anything runs.
            if (!text.startsWith("^") || !inputs.isArgument(text)) {
                copy.addInput(input(text));
            }
        }
        OpenAttributes.fill(copy, this::attribute);
        return copy.build();
    }

    private String input(String text) {
        return inputs.isArgument(text) ? text : inputs.node(text).toString();
    }
}

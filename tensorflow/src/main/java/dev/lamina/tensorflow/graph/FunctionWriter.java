package dev.lamina.tensorflow.graph;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionGradient;
import dev.lamina.graph.Functions;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.FunctionDefLibrary;
import dev.lamina.tensorflow.proto.GradientDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.OpDef;
import dev.lamina.tensorflow.proto.RegisteredGradient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A function that was built in Java as TensorFlow's files have it. */
final class FunctionWriter {
    private final FunctionBody body;
    private final FunctionDef.Builder def = FunctionDef.newBuilder();
    private final Map<Output, String> arguments = new HashMap<>();
    private final Map<Node, NodeDef> written = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private FunctionWriter(GraphFunction function) {
        body = function.body();
        def.getSignatureBuilder().setName(function.name());
    }

    /** All functions of a graph: those of files as they were read. */
    static FunctionDefLibrary library(Functions functions) {
        FunctionDefLibrary.Builder library = FunctionDefLibrary.newBuilder();
        for (GraphFunction function : functions.all()) {
            library.addFunction(
                    function.definition() instanceof FunctionDef read ? read : new FunctionWriter(function).write());
        }
        for (FunctionGradient gradient : functions.gradients()) {
            if (gradient.isRegistered()) {
                library.addRegisteredGradients(RegisteredGradient.newBuilder()
                        .setRegisteredOpType(gradient.of())
                        .setGradientFunc(gradient.gradient()));
            } else {
                library.addGradient(
                        GradientDef.newBuilder().setFunctionName(gradient.of()).setGradientFunc(gradient.gradient()));
            }
        }
        return library.build();
    }

    private FunctionDef write() {
        List<Node> nodes = new ArrayList<>(body.graph().nodes());
        nodes.forEach(node -> names.add(node.name()));
        for (int i = 0; i < body.parameters().size(); i++) {
            Output parameter = body.parameters().get(i);
            nodes.remove(parameter.node());
            names.remove(parameter.node().name());
            addArgument(parameter, i);
        }
        nodes.forEach(node -> written.put(node, GraphDefs.write(node, List.of())));
        nodes.forEach(this::addNode);
        names.clear();
        for (Output result : body.results()) {
            String name = unique(argumentName(result.node().name()));
            def.getSignatureBuilder()
                    .addOutputArg(OpDef.ArgDef.newBuilder()
                            .setName(name)
                            .setTypeValue(result.dtype().number()));
            def.putRet(name, input(result));
        }
        for (Node control : body.controlResults()) {
            String name = unique(argumentName(control.name()));
            def.getSignatureBuilder().addControlOutput(name);
            def.putControlRet(name, control.name());
        }
        def.getSignatureBuilder().setIsStateful(body.isStateful());
        return def.build();
    }

    private void addArgument(Output parameter, int index) {
        String name = unique(argumentName(parameter.node().name()));
        arguments.put(parameter, name);
        def.getSignatureBuilder()
                .addInputArg(OpDef.ArgDef.newBuilder()
                        .setName(name)
                        .setTypeValue(parameter.dtype().number()));
        AttrValue.ListValue shapes = AttrValue.ListValue.newBuilder()
                .addShape(Shapes.write(parameter.shape()))
                .build();
        def.putArgAttr(
                index,
                FunctionDef.ArgAttrs.newBuilder()
                        .putAttr(
                                "_output_shapes",
                                AttrValue.newBuilder().setList(shapes).build())
                        .build());
    }

    private void addNode(Node node) {
        NodeDef.Builder copy =
                Objects.requireNonNull(written.get(node)).toBuilder().clearInput();
        node.inputs().forEach(input -> copy.addInput(input(input)));
        // A parameter is there before anything runs.
        node.controlInputs().stream()
                .filter(written::containsKey)
                .forEach(control -> copy.addInput("^" + control.name()));
        def.addNodeDef(copy);
    }

    private String input(Output output) {
        String argument = arguments.get(output);
        return argument == null
                ? OutputPositions.nameOf(Objects.requireNonNull(written.get(output.node())), output.index())
                : argument;
    }

    private static String argumentName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return Character.isLetter(plain.charAt(0)) ? plain : "a" + plain;
    }

    private String unique(String name) {
        String candidate = name;
        for (int i = 1; !names.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }
}

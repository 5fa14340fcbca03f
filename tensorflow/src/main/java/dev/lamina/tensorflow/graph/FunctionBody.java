package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Signature;
import dev.lamina.op.Operations;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.NodeDef;
import dev.lamina.tensorflow.proto.OpDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The body of a function as the nodes that one call of it stands for. */
public final class FunctionBody {
    private final NodeDef call;
    private final FunctionDef function;
    private final BodyInputs body;
    private final Map<String, String> arguments = new HashMap<>();
    private final List<String> controls;

    public FunctionBody(NodeDef call, FunctionDef function, Map<String, FunctionDef> functions) {
        this.call = call;
        this.function = function;
        body = new BodyInputs(function, functions);
        controls = call.getInputList().stream()
                .filter(text -> text.startsWith("^"))
                .toList();
        List<String> given = call.getInputList().stream()
                .filter(text -> !text.startsWith("^"))
                .toList();
        OpDef signature = function.getSignature();
        if (given.size() != signature.getInputArgCount()) {
            throw error("it is given " + given.size() + " inputs, but takes " + signature.getInputArgCount());
        }
        for (int i = 0; i < given.size(); i++) {
            OpDef.ArgDef argument = signature.getInputArg(i);
            if (!argument.getNumberAttr().isEmpty()
                    || !argument.getTypeListAttr().isEmpty()) {
                throw error("its argument '" + argument.getName() + "' is a list");
            }
            arguments.put(argument.getName(), given.get(i));
        }
    }

    /** The body's nodes, named below the call: each is made when it is taken, so that whoever counts them can stop. */
    public Stream<NodeDef> nodes() {
        return body.nodes().values().stream().map(this::below);
    }

    private NodeDef below(NodeDef node) {
        NodeDef.Builder copy = node.toBuilder().setName(below(node.getName())).clearInput();
        node.getInputList().forEach(input -> copy.addInput(input(input)));
        if (hasEffects(node)) {
            controls.forEach(copy::addInput);
        }
        OpenAttributes.fill(copy, this::ofCall);
        return copy.build();
    }

    /** The node that takes the call's name: its outputs are the function's results. */
    public NodeDef results() {
        NodeDef.Builder results = NodeDef.newBuilder().setName(call.getName());
        AttrValue.ListValue.Builder types = AttrValue.ListValue.newBuilder();
        for (OpDef.ArgDef output : function.getSignature().getOutputArgList()) {
            String source = function.getRetMap().get(output.getName());
            if (source == null) {
                throw error("it has no result for '" + output.getName() + "'");
            }
            results.addInput(input(source));
            int type = output.getTypeAttr().isEmpty()
                    ? output.getTypeValue()
                    : ofCall(output.getTypeAttr()).getTypeValue();
            types.addTypeValue(type);
        }
        if (types.getTypeCount() == 0) {
            results.setOp("NoOp");
        } else {
            results.setOp("IdentityN")
                    .putAttr("T", AttrValue.newBuilder().setList(types).build());
        }
        Stream.concat(
                        function.getControlRetMap().values().stream().sorted().map(name -> "^" + below(name)),
                        controls.stream())
                .distinct()
                .forEach(results::addInput);
        return results.build();
    }

    /** An input within the body as one within the graph. */
    private String input(String text) {
        if (body.isArgument(text)) {
            boolean isControl = text.startsWith("^");
            String argument = Objects.requireNonNull(arguments.get(isControl ? text.substring(1) : text));
            return isControl ? "^" + NodeInput.parse(argument).node() : argument;
        }
        NodeInput input = body.node(text);
        return new NodeInput(below(input.node()), input.index()).toString();
    }

    private boolean hasEffects(NodeDef node) {
        return Operations.find(node.getOp())
                .map(type -> Signature.of(type).isStateful())
                .orElse(true);
    }

    private AttrValue ofCall(String attribute) {
        AttrValue own = call.getAttrMap().get(attribute);
        AttrValue value = own != null
                ? own
                : call.getAttrOrDefault("f", AttrValue.getDefaultInstance())
                        .getFunc()
                        .getAttrMap()
                        .get(attribute);
        if (value == null) {
            throw error("the call gives no attr '" + attribute + "'");
        }
        return value;
    }

    private String below(String name) {
        return call.getName() + "/" + name;
    }

    private InvalidArgumentException error(String problem) {
        return new InvalidArgumentException("node '" + call.getName() + "' (" + call.getOp() + ") calls function '"
                + function.getSignature().getName() + "': " + problem);
    }
}

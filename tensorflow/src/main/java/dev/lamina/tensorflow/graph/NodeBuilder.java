package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Attribute;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Signature;
import dev.lamina.graph.Superseded;
import dev.lamina.op.Operations;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.file.MemoryBudget;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds the nodes of a file to a graph, one after the other. */
public final class NodeBuilder {
    /** Under this key the annotations of a node hold its device: no attribute can be called so. */
    public static final String DEVICE = "@device";

    /** The last version in which the shape of a scalar, as a placeholder's, also said that the shape is not known. */
    private static final int LAST_WITHOUT_UNKNOWN_SHAPES = 21;

    private final Graph graph;
    private final int producer;
    private final String file;
    private final MemoryBudget budget = MemoryBudget.ofFile();

    /**
     * Begins.
     *
     * @param producer the version of what made the file
     * @param file how errors name it
     */
    public NodeBuilder(Graph graph, int producer, String file) {
        this.graph = graph;
        this.producer = producer;
        this.file = file;
    }

    /**
     * Adds a node under a name that was claimed for it.
     *
     * @throws InvalidArgumentException if attributes or inputs do not fit the operation
     */
    public Node add(NodeDef def, String name, List<Output> inputs, List<Node> controls) {
        try {
            return checked(def, name, inputs, controls);
        } catch (LaminaException e) {
            throw e.at("node '" + def.getName() + "' (" + def.getOp() + ") of " + file);
        } catch (ArithmeticException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new InvalidArgumentException(
                    "node '" + def.getName() + "' (" + def.getOp() + ") of " + file
                            + ": its attributes and inputs do not go together: " + e,
                    null,
                    e);
        }
    }

    private Node checked(NodeDef def, String name, List<Output> inputs, List<Node> controls) {
        Class<?> type = Operations.find(def.getOp()).orElseThrow();
        Signature signature = Signature.of(type);
        Map<String, Object> attributes = new HashMap<>();
        Map<String, Object> annotations = new HashMap<>(def.getAttrMap());
        for (Attribute attribute : signature.attributes()) {
            AttrValue value = def.getAttrMap().get(attribute.name());
            if (value != null) {
                attributes.put(attribute.name(), AttrValues.read(attribute, value, budget));
                annotations.remove(attribute.name());
            }
        }
        if (!def.getDevice().isEmpty()) {
            annotations.put(DEVICE, def.getDevice());
        }
        if (producer <= LAST_WITHOUT_UNKNOWN_SHAPES && type == Placeholder.class) {
            attributes.replace("shape", Shape.scalar(), Shape.unknown());
        }
        Record record = signature.make(attributes);
        if (record instanceof Superseded old) {
            List<Output> replaced = old.inputs(Scope.of(graph).nested(name), inputs).stream()
                    .map(Operand::asOutput)
                    .toList();
            return graph.addClaimed(old.successor(), name, replaced, controls, file, annotations);
        }
        Node node = graph.addClaimed((Op) record, name, inputs, controls, file, annotations);
        requireAgreement(node, attributes);
        return node;
    }

    /** What follows from the inputs has to be what the file says. */
    private static void requireAgreement(Node node, Map<String, Object> attributes) {
        Map<String, Object> actual = node.signature().values(node);
        attributes.forEach((key, value) -> {
            Object found = actual.getOrDefault(key, value);
            if (!found.equals(value)) {
                throw new InvalidArgumentException(
                        "its attr '" + key + "' is " + value + ", but its inputs make it " + found);
            }
        });
    }
}

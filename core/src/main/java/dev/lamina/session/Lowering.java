package dev.lamina.session;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Argument;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The first pass: the part of the graph that the fetches need, as instructions. */
final class Lowering {
    private final VariableStore variables;
    private final Map<Output, Value> values = new HashMap<>();
    private final Map<Node, Instruction> byNode = new HashMap<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Value> fed = new ArrayList<>();
    private final @Nullable Value[] fetched;
    private final List<Instruction> targets = new ArrayList<>();

    Lowering(Graph graph, List<? extends Fetch> fetches, Feed[] feeds, VariableStore variables) {
        this.variables = variables;
        for (Feed feed : feeds) {
            Value value = new Value(
                    feed.target().name(), feed.value().dtype(), feed.value().shape(), null);
            values.put(feed.target(), value);
            fed.add(value);
        }
        for (Node node : needed(fetches).values()) {
            lower(node);
        }
        fetched = new Value[fetches.size()];
        for (int i = 0; i < fetched.length; i++) {
            if (fetches.get(i) instanceof Operand operand) {
                fetched[i] = fetch(Objects.requireNonNull(values.get(operand.asOutput())));
            } else if (fetches.get(i) instanceof Node node) {
                targets.add(byNode.get(node));
            }
        }
    }

    List<Instruction> instructions() {
        return instructions;
    }

    /** The fed values, in the order of the feeds. */
    List<Value> fed() {
        return fed;
    }

    /** The fetched values, in the order of the fetches; {@code null} for one that only has to run. */
    @Nullable
    Value[] fetched() {
        return fetched;
    }

    /** What has to run although nothing of it is fetched. */
    List<Instruction> targets() {
        return targets;
    }

    /** The nodes that have to run, by number: inputs come first. */
    private Map<Integer, Node> needed(List<? extends Fetch> fetches) {
        Map<Integer, Node> needed = new TreeMap<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Fetch fetch : fetches) {
            if (fetch instanceof Node node) {
                open.push(node);
            } else if (fetch instanceof Operand operand && !values.containsKey(operand.asOutput())) {
                open.push(operand.asOutput().node());
            }
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (needed.put(node.id(), node) == null) {
                node.controlInputs().forEach(open::push);
                for (Output input : node.inputs()) {
                    if (!values.containsKey(input)) {
                        open.push(input.node());
                    }
                }
            }
        }
        return needed;
    }

    private void lower(Node node) {
        Instruction instruction = new Instruction(
                instructions.size(),
                node.name(),
                node.describe(),
                node.op(),
                node.signature().isStateful(),
                node.inputs().stream().map(values::get).toList());
        markReferences(node, instruction);
        for (Node control : node.controlInputs()) {
            instruction.controls.add(byNode.get(control));
        }
        VariableCell variable = variable(node);
        for (Output output : node.outputs()) {
            Value value = new Value(output.name(), output.dtype(), output.shape(), instruction);
            instruction.outputs.add(value);
            values.putIfAbsent(output, value);
            if (variable != null) {
                value.variable = variable;
            } else if (node.isReference(output.index())) {
                value.variable = instruction.inputs.getFirst().variable;
            } else if (node.op().aliasedInput() >= 0 && output.index() == 0) {
                value.variable = instruction.inputs.get(node.op().aliasedInput()).variable;
            }
        }
        byNode.put(node, instruction);
        instructions.add(instruction);
    }

    private @Nullable VariableCell variable(Node node) {
        try {
            return node.op() instanceof VariableOp op ? variables.cell(node, op) : null;
        } catch (LaminaException e) {
            throw e.at(node.describe());
        }
    }

    /** Only single inputs can be references, so they are counted from the front until a list begins. */
    private static void markReferences(Node node, Instruction instruction) {
        int index = 0;
        for (Argument argument : node.signature().inputs()) {
            if (argument.numberAttr() != null || index >= instruction.inputs.size()) {
                return;
            }
            if (argument.isReference() || argument.fixedType() == DType.RESOURCE) {
                instruction.references.set(index);
            }
            index++;
        }
    }

    /** A variable is read when its value is fetched, at the moment that the order of reads and writes gives it. */
    private Value fetch(Value value) {
        if (value.variable == null) {
            return value;
        }
        Instruction read = new Instruction(
                instructions.size(),
                value.name,
                "the fetch of '" + value.name + "'",
                new Identity(),
                false,
                Arrays.asList(value));
        read.copies = true;
        Value copy = new Value(value.name, value.dtype, Shape.unknown(), read);
        read.outputs.add(copy);
        instructions.add(read);
        return copy;
    }
}

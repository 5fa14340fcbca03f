package dev.lamina.compiler;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Argument;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.DType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The first pass: the part of the graph that the fetches need, as instructions. */
final class Lowering {
    private final VariableStore store;
    private final Map<Output, Value> values = new HashMap<>();
    private final Map<Node, Instruction> byNode = new HashMap<>();
    private final List<Value> parameters = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<@Nullable Value> results = new ArrayList<>();
    private final List<Instruction> targets = new ArrayList<>();

    /** By the number of a value. */
    private final List<@Nullable VariableCell> variables = new ArrayList<>();

    private Lowering(VariableStore store) {
        this.store = store;
    }

    static Lowered of(List<? extends Fetch> fetches, List<Output> fed, VariableStore variables) {
        Lowering lowering = new Lowering(variables);
        lowering.lower(fetches, fed);
        return new Lowered(
                List.copyOf(lowering.parameters),
                List.copyOf(lowering.instructions),
                Collections.unmodifiableList(lowering.results),
                List.copyOf(lowering.targets),
                Collections.unmodifiableList(lowering.variables));
    }

    private void lower(List<? extends Fetch> fetches, List<Output> fed) {
        for (Output output : fed) {
            Value value = value(output.name(), output.dtype(), Value.NO_INSTRUCTION, null);
            values.put(output, value);
            parameters.add(value);
        }
        for (Node node : needed(fetches).values()) {
            lower(node);
        }
        for (Fetch fetch : fetches) {
            if (fetch instanceof Operand operand) {
                results.add(fetched(Objects.requireNonNull(values.get(operand.asOutput()))));
            } else if (fetch instanceof Node node) {
                results.add(null);
                targets.add(byNode.get(node));
            }
        }
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
        int number = instructions.size();
        List<Value> inputs = node.inputs().stream().map(values::get).toList();
        List<Value> outputs = new ArrayList<>();
        VariableCell variable = variable(node);
        for (Output output : node.outputs()) {
            VariableCell shown = variable == null ? shown(node, output, inputs) : variable;
            Value value = value(output.name(), output.dtype(), number, shown);
            outputs.add(value);
            values.putIfAbsent(output, value);
        }
        Instruction instruction = new Instruction(
                number,
                node.name(),
                node.describe(),
                node.op(),
                node.signature().isStateful(),
                false,
                inputs,
                references(node),
                outputs,
                node.controlInputs().stream().map(byNode::get).toList());
        byNode.put(node, instruction);
        instructions.add(instruction);
    }

    private Value value(String name, DType dtype, int producer, @Nullable VariableCell variable) {
        Value value = new Value(variables.size(), name, dtype, producer);
        variables.add(variable);
        return value;
    }

    private @Nullable VariableCell variable(Node node) {
        try {
            return node.op() instanceof VariableOp op ? store.cell(node, op) : null;
        } catch (LaminaException e) {
            throw e.at(node.describe());
        }
    }

    /** The variable of an input that an output passes on, as a reference or a view. */
    private @Nullable VariableCell shown(Node node, Output output, List<Value> inputs) {
        if (node.isReference(output.index())) {
            return variables.get(inputs.getFirst().number);
        }
        int aliased = node.op().aliasedInput();
        return aliased >= 0 && output.index() == 0 ? variables.get(inputs.get(aliased).number) : null;
    }

    /** Only single inputs can be references, so they are counted from the front until a list begins. */
    private static BitSet references(Node node) {
        BitSet references = new BitSet();
        int index = 0;
        for (Argument argument : node.signature().inputs()) {
            if (argument.numberAttr() != null || index >= node.inputs().size()) {
                break;
            }
            if (argument.isReference() || argument.fixedType() == DType.RESOURCE) {
                references.set(index);
            }
            index++;
        }
        return references;
    }

    /** A variable is read when its value is fetched, at the moment that the order of reads and writes gives it. */
    private Value fetched(Value value) {
        if (variables.get(value.number) == null) {
            return value;
        }
        Value copy = value(value.name, value.dtype, instructions.size(), null);
        instructions.add(new Instruction(
                copy.producer,
                value.name,
                "the fetch of '" + value.name + "'",
                new Identity(),
                false,
                true,
                List.of(value),
                new BitSet(),
                List.of(copy),
                List.of()));
        return copy;
    }
}

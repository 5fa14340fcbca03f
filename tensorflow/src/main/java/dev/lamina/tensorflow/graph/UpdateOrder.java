package dev.lamina.tensorflow.graph;

import dev.lamina.graph.Argument;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op.Access;
import dev.lamina.graph.Output;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.control.EnterOp;
import dev.lamina.op.control.SwitchOp;
import dev.lamina.tensor.DType;
import dev.lamina.train.Optimizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order of reads and updates within an optimizer's step, as control inputs. A session of Lamina's keeps to it by
 * itself: what does not depend on an update reads the variable before it. One of TensorFlow's reads whatever is there: it
 * would compute gradients from weights that are updated already.
 */
public final class UpdateOrder {
    /** The nodes that the step runs, inputs first. */
    private final Collection<Node> step;

    private final Map<Node, List<Node>> users = new HashMap<>();
    private final Map<Output, Node> variables = new HashMap<>();
    private final Map<Node, List<Node>> added;

    private UpdateOrder(Node step, Map<Node, List<Node>> added) {
        this.added = added;
        TreeMap<Integer, Node> byId = new TreeMap<>();
        reached(step, this::predecessors).forEach(node -> byId.put(node.id(), node));
        this.step = byId.values();
        for (Node node : this.step) {
            predecessors(node).forEach(first -> use(first, node));
            for (Output output : node.outputs()) {
                Node variable = shown(node, output.index());
                if (variable != null) {
                    variables.put(output, variable);
                }
            }
        }
    }

    /** The control inputs that nodes need besides those they have. */
    public static Map<Node, List<Node>> of(Graph graph) {
        Map<Node, List<Node>> added = new LinkedHashMap<>();
        for (Object step : graph.collection(Optimizer.TRAIN_OP)) {
            if (step instanceof Node node) {
                new UpdateOrder(node, added).arrange();
            }
        }
        return added;
    }

    /** The variable whose own elements an output shows. */
    private @Nullable Node shown(Node node, int index) {
        if (node.op() instanceof VariableOp) {
            return node;
        }
        int aliased = node.isReference(index) ? 0 : index == 0 ? node.op().aliasedInput() : -1;
        return aliased < 0 ? null : variables.get(node.input(aliased));
    }

    private void arrange() {
        for (Node writer : step) {
            for (int i = 0; i < writer.inputs().size(); i++) {
                Node variable = variables.get(writer.input(i));
                if (variable != null && isWrite(access(writer, i))) {
                    readFirst(variable, writer);
                }
            }
        }
    }

    private void readFirst(Node variable, Node writer) {
        Set<Node> before = reached(writer, this::predecessors);
        Set<Node> after = reached(writer, node -> users.getOrDefault(node, List.of()));
        for (Node reader : step) {
            if (reads(reader, variable)
                    && !before.contains(reader)
                    && !after.contains(reader)
                    && !isConditional(reader)) {
                added.computeIfAbsent(writer, _ -> new ArrayList<>()).add(reader);
                use(reader, writer);
            }
        }
    }

    /** Says whether a node may be dead, or is within a loop: what came after it would be so too. */
    private boolean isConditional(Node node) {
        return reached(node, this::predecessors).stream()
                .anyMatch(each -> each.op() instanceof SwitchOp || each.op() instanceof EnterOp);
    }

    private boolean reads(Node node, Node variable) {
        for (int i = 0; i < node.inputs().size(); i++) {
            if (variable.equals(variables.get(node.input(i))) && access(node, i) == Access.READ) {
                return true;
            }
        }
        return false;
    }

    /** Only single inputs can be references, so they are counted from the front until a list begins. */
    private static Access access(Node node, int input) {
        List<Argument> arguments = node.signature().inputs();
        for (int i = 0; i <= input && i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (argument.numberAttr() != null) {
                return Access.READ;
            }
            if (i == input && (argument.isReference() || argument.fixedType() == DType.RESOURCE)) {
                return node.op().access(input);
            }
        }
        return Access.READ;
    }

    private static boolean isWrite(Access access) {
        return access == Access.ASSIGN || access == Access.UPDATE;
    }

    private void use(Node first, Node user) {
        users.computeIfAbsent(first, _ -> new ArrayList<>()).add(user);
    }

    private List<Node> predecessors(Node node) {
        List<Node> first = new ArrayList<>(node.controlInputs());
        node.inputs().forEach(input -> first.add(input.node()));
        first.addAll(added.getOrDefault(node, List.of()));
        return first;
    }

    /** A node and all that is reached from it. */
    private static Set<Node> reached(Node from, Function<Node, List<Node>> next) {
        Set<Node> reached = new HashSet<>(Set.of(from));
        Deque<Node> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Node node : next.apply(open.pop())) {
                if (reached.add(node)) {
                    open.push(node);
                }
            }
        }
        return reached;
    }
}

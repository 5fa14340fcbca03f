package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Functions;
import dev.lamina.graph.Graph;
import dev.lamina.graph.NeededNodes;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.control.Enter;
import dev.lamina.op.control.Exit;
import dev.lamina.op.control.Merge;
import dev.lamina.op.control.NextIteration;
import dev.lamina.op.control.Switch;
import dev.lamina.op.flow.CallOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.IdentityN;
import dev.lamina.op.flow.NoOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes a graph without variables of one with: their values become constants, and calls what they call. */
public final class Freezing {
    private final Graph frozen = new Graph();
    private final Map<String, Tensor> values;

    /**
     * The graph, or the body of a function in the place of a call.
     *
     * @param prefix stands before the names of its nodes
     * @param first what comes before all in it that has effects
     */
    private record Place(String prefix, List<Node> first, Map<Output, Output> outputs, Map<Node, Node> nodes) {
        Place(String prefix, List<Node> first) {
            this(prefix, first, new HashMap<>(), new HashMap<>());
        }

        Output copyOf(Output output) {
            return Objects.requireNonNull(outputs.get(output), output.name());
        }

        List<Node> controls(Node node, boolean hasEffects) {
            List<Node> controls = new ArrayList<>();
            node.controlInputs().forEach(control -> controls.add(nodes.get(control)));
            if (hasEffects) {
                first.stream().filter(each -> !controls.contains(each)).forEach(controls::add);
            }
            return controls;
        }

        void put(Node node, Node copy) {
            nodes.put(node, copy);
            copy.outputs().forEach(output -> outputs.put(node.output(output.index()), output));
        }
    }

    private Freezing(Map<String, Tensor> values) {
        this.values = values;
    }

    /** The graph of these outputs without variables, whose values the session has. */
    public static Graph of(Session session, Collection<? extends Output> outputs) {
        List<Node> needed = NeededNodes.of(List.copyOf(outputs), Set.of());
        List<String> variables = needed.stream()
                .filter(node -> node.op() instanceof VariableOp)
                .map(VariableDefs::nameOf)
                .distinct()
                .toList();
        Freezing freezing = new Freezing(session.variables(variables));
        Place graph = new Place("", List.of());
        freezing.copy(graph, needed);
        return freezing.frozen;
    }

    private void copy(Place place, List<Node> nodes) {
        nodes.forEach(node -> copy(place, node));
        for (Node node : nodes) {
            for (int i = 0; i < node.inputs().size(); i++) {
                if (node.input(i).node().op().isOfNextIteration()) {
                    frozen.addBackEdge(Objects.requireNonNull(place.nodes.get(node)), i, place.copyOf(node.input(i)));
                }
            }
        }
    }

    /** The form for tensors of what passes variables on, which are tensors now. */
    private static Op ofTensors(Op op) {
        return switch (op) {
            case Enter.RefEnter enter -> new Enter(enter.frameName(), enter.isConstant(), enter.parallelIterations());
            case Exit.RefExit _ -> new Exit();
            case NextIteration.RefNextIteration _ -> new NextIteration();
            case Switch.RefSwitch _ -> new Switch();
            case Merge.RefMerge _ -> new Merge();
            default -> op;
        };
    }

    private void copy(Place place, Node node) {
        Op op = node.op();
        if (op instanceof CallOp call) {
            inline(place, node, call);
            return;
        }
        if (op instanceof VariableOp) {
            Tensor value = values.get(VariableDefs.nameOf(node));
            if (value == null) {
                throw new InvalidArgumentException(
                        node.describe(place.prefix) + " is a variable of a function's own, which cannot be frozen");
            }
            op = new Const(value, value.dtype());
        } else if (op instanceof ReadVariableOp) {
            op = new Identity();
        } else {
            requireNoWrite(node);
            op = ofTensors(op);
        }
        List<Output> inputs = node.inputs().stream()
                .filter(input -> !input.node().op().isOfNextIteration())
                .map(place::copyOf)
                .toList();
        List<Node> controls = place.controls(node, node.signature().isStateful());
        place.put(node, add(op, place.prefix + node.name(), inputs, controls, node));
    }

    private Node add(Op op, String name, List<Output> inputs, List<Node> controls, Node of) {
        addFunctions(op, of.graph().functions());
        frozen.claim(name);
        return frozen.addClaimed(op, name, inputs, controls, of.source(), of.annotations());
    }

    /** The functions that an operation names, and those that these name. */
    private void addFunctions(Op op, Functions functions) {
        Deque<Op> open = new ArrayDeque<>(List.of(op));
        while (!open.isEmpty()) {
            if (open.pop() instanceof RegionOp region) {
                for (FunctionReference function : region.functions()) {
                    if (frozen.functions().find(function.name()).isEmpty()) {
                        frozen.functions().add(functions.get(function.name()));
                        functions.body(function).graph().nodes().forEach(node -> open.push(node.op()));
                    }
                }
            }
        }
    }

    /** The nodes of the body are named below the call, and the call's own name stays as that of its results. */
    private void inline(Place place, Node node, CallOp call) {
        FunctionBody body = node.graph().functions().body(call.f());
        List<Node> first = place.controls(node, true);
        String name = place.prefix + node.name();
        Place inner = new Place(name + "/", first);
        for (int i = 0; i < body.parameters().size(); i++) {
            Output parameter = body.parameters().get(i);
            Output given = place.copyOf(node.input(i));
            inner.outputs.put(parameter, given);
            inner.nodes.put(parameter.node(), given.node());
        }
        List<Fetch> fetches = new ArrayList<>(body.results());
        fetches.addAll(body.controlResults());
        copy(inner, NeededNodes.of(fetches, Set.copyOf(inner.outputs.keySet())));
        List<Output> results = body.results().stream().map(inner::copyOf).toList();
        List<Node> controls = new ArrayList<>(first);
        body.controlResults().forEach(control -> controls.add(inner.nodes.get(control)));
        frozen.claim(name);
        place.put(
                node,
                frozen.addClaimed(
                        results.isEmpty() ? new NoOp() : new IdentityN(),
                        name,
                        results,
                        controls,
                        node.source(),
                        Map.of()));
    }

    private static void requireNoWrite(Node node) {
        for (Output input : node.inputs()) {
            boolean isVariable = input.dtype() == DType.RESOURCE || input.node().op() instanceof VariableOp;
            if (isVariable && node.signature().isStateful()) {
                throw new InvalidArgumentException(
                        node.describe() + " changes or asks for variable '"
                                + input.node().name() + "', so what depends on it cannot be frozen",
                        "freeze outputs that are computed from variables' values alone");
            }
        }
    }
}

package dev.lamina.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what a node of a graph computes, checked: an operation for inputs that are of the graph, or captured into it. */
record Making(Graph graph, @Nullable Captures captures) {
    Node.Work work(Op op, List<Output> given) {
        Signature signature = Signature.of(op.getClass());
        List<Output> inputs = given.stream().map(this::inside).toList();
        List<Signature.Type> types = signature.outputTypes(signature.bind(op, inputs));
        List<Shape> shapes = op.shapes(new BuildContext(graph, op, inputs));
        if (types.size() != shapes.size()) {
            throw new IllegalStateException(
                    op.name() + ": its signature gives " + types.size() + " outputs, its shape rule " + shapes.size());
        }
        return new Node.Work(op, inputs, types, shapes);
    }

    /** What a node computes that does more than it did. */
    Node.Work extended(Node node, Op op, List<Output> moreInputs) {
        if (node.graph() != graph) {
            throw foreign(node);
        }
        List<Output> inputs = new ArrayList<>(node.inputs());
        inputs.addAll(moreInputs);
        List<Signature.Type> before = node.work().types();
        Node.Work work = work(op, inputs);
        if (work.types().size() < before.size()
                || !work.types().subList(0, before.size()).equals(before)) {
            throw new InvalidArgumentException(
                    node.describe() + " gives " + before + ", which " + op + " does not: " + work.types());
        }
        return work;
    }

    /** The same with an input more that comes from the iteration of a loop before, of any shape. */
    Node.Work withBackEdge(Node node, int index, Output input) {
        if (node.graph() != graph) {
            throw foreign(node);
        }
        if (!input.node().op().isOfNextIteration()) {
            throw new InvalidArgumentException(
                    input.node().describe() + " is not of the next iteration of a loop, so " + node.describe()
                            + " cannot be made of it",
                    "pass it through a NextIteration");
        }
        List<Output> inputs = new ArrayList<>(node.inputs());
        inputs.add(index, input);
        try {
            Node.Work work = work(node.op(), inputs);
            return new Node.Work(node.op(), inputs, work.types(), node.work().shapes());
        } catch (LaminaException e) {
            throw e.at(node.describe());
        }
    }

    /** Those that are of the graph; the others are told of. */
    List<Node> controls(List<Node> given) {
        return given.stream().filter(this::isInside).toList();
    }

    private Output inside(Output input) {
        if (input.node().graph() == graph) {
            return input;
        }
        if (captures == null) {
            throw foreign(input.node());
        }
        return captures.inside(input);
    }

    private boolean isInside(Node control) {
        if (control.graph() == graph) {
            return true;
        }
        if (captures == null) {
            throw foreign(control);
        }
        captures.after(control);
        return false;
    }

    private static InvalidArgumentException foreign(Node node) {
        return new InvalidArgumentException(
                node.describe() + " belongs to another graph", "build everything that is used together in one graph");
    }
}

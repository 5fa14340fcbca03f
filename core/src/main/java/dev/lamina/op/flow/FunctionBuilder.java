package dev.lamina.op.flow;

import dev.lamina.graph.Captures;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.VariableOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The body of a function in the making. What is built in its {@link #scope()} can use outputs of the graph around it: each becomes
 * a parameter when it is first used ("captured"), a small constant a copy, unless a gradient by it may be asked for.
 */
public final class FunctionBuilder implements Captures {
    /** Constants of more elements are passed as any other output. */
    private static final int COPY_UP_TO = 1024;

    private final Graph outer;
    private final Graph graph;
    private final List<Output> parameters = new ArrayList<>();
    private final Map<Output, Output> captured = new LinkedHashMap<>();
    private final Map<Output, Output> copies = new LinkedHashMap<>();
    private final Set<Node> controls = new LinkedHashSet<>();

    /** An empty body for a function of this graph, which is itself one of a function's body perhaps. */
    public FunctionBuilder(Graph outer) {
        this.outer = outer;
        graph = outer.body(this);
    }

    /** Where the body's operations go. */
    public Scope scope() {
        return Scope.of(graph);
    }

    /** The body's graph. */
    public Graph graph() {
        return graph;
    }

    /** Adds a parameter behind those that there are. */
    public Output parameter(DType dtype, Shape shape, String name) {
        Output parameter = Placeholder.of(scope().named(name), dtype, shape);
        parameters.add(parameter);
        return parameter;
    }

    /** Adds a parameter for what is going to be given like this output, a handle of the same variable if it is one. */
    public Output parameter(Output like, String name) {
        return parameter(like, like.shape(), name);
    }

    /** The same where less is known of the shape. */
    public Output parameter(Output like, Shape shape, String name) {
        Output parameter = parameter(like.dtype(), shape, name);
        VariableOp variable = like.node().graph().handle(like);
        if (variable != null) {
            graph.setHandle(parameter, variable);
        }
        return parameter;
    }

    /** The parameters that were added, without what was captured. */
    public List<Output> parameters() {
        return List.copyOf(parameters);
    }

    /** The outputs of the graph around it that have been captured, in the order in which they were first used. */
    public List<Output> captured() {
        return List.copyOf(captured.keySet());
    }

    /** The nodes of the graph around it that have to run before. */
    public List<Node> controls() {
        return List.copyOf(controls);
    }

    @Override
    public Output inside(Output outside) {
        if (outside.node().graph() == graph) {
            return outside;
        }
        Output known = copies.getOrDefault(outside, captured.get(outside));
        if (known != null) {
            return known;
        }
        String name = outside.node().name();
        Scope scope = scope().named(name.substring(name.lastIndexOf('/') + 1));
        Tensor constant = outside.node().op().constant();
        if (constant != null
                && constant.size() <= COPY_UP_TO
                && !outside.dtype().isDifferentiable()) {
            Output copy = Const.of(scope, constant);
            copies.put(outside, copy);
            return copy;
        }
        Output parameter = Placeholder.of(scope, outside.dtype(), outside.shape());
        VariableOp variable = outside.node().graph().handle(outside);
        if (variable != null) {
            graph.setHandle(parameter, variable);
        }
        captured.put(outside, parameter);
        return parameter;
    }

    @Override
    public void after(Node outside) {
        controls.add(outside);
    }

    /** The body with its parameters and then one for each of these outputs of the graph around it, used or not. */
    public FunctionBody body(List<Output> outside, List<? extends Operand> results, List<Node> controlResults) {
        List<Output> inner =
                results.stream().map(result -> inside(result.asOutput())).toList();
        List<Output> all = new ArrayList<>(parameters);
        outside.forEach(each -> all.add(inside(each)));
        return new FunctionBody(graph, all, inner, controlResults);
    }

    /** The body with its parameters and what it has captured. */
    public FunctionBody body(List<? extends Operand> results, List<Node> controlResults) {
        results.forEach(result -> inside(result.asOutput()));
        return body(captured(), results, controlResults);
    }

    @Override
    public Graph outer() {
        return outer;
    }
}

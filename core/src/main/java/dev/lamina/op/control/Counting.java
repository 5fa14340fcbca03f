package dev.lamina.op.control;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.op.flow.PartitionedCall;
import dev.lamina.op.flow.StatefulPartitionedCall;
import dev.lamina.op.logic.Greater;
import dev.lamina.op.logic.Less;
import dev.lamina.op.logic.LogicalAnd;
import dev.lamina.op.logic.LogicalOr;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link For} as condition and body of a {@link dev.lamina.op.flow.LoopOp}, which take the number, the limit, the step and the values.
 *
 * @param graph the graph that has the function
 * @param name the function
 * @param function what it computes
 */
public record Counting(Graph graph, FunctionReference name, FunctionBody function) {
    /** Whether the limit is still to come. */
    public FunctionBody cond() {
        FunctionBuilder builder = new FunctionBuilder(graph);
        List<Output> given = parameters(builder);
        Scope scope = builder.scope();
        Output zero = Const.of(scope, 0);
        Output number = given.get(0);
        Output limit = given.get(1);
        Output delta = given.get(2);
        Output rises = LogicalAnd.of(scope, Greater.of(scope, delta, zero), Less.of(scope, number, limit));
        Output falls = LogicalAnd.of(scope, Less.of(scope, delta, zero), Greater.of(scope, number, limit));
        return builder.body(List.of(LogicalOr.of(scope, rises, falls)), List.of());
    }

    /** The next number, and what the function gives for this one. */
    public FunctionBody body() {
        FunctionBuilder builder = new FunctionBuilder(graph);
        List<Output> given = parameters(builder);
        Scope scope = builder.scope();
        List<Output> arguments = new ArrayList<>(List.of(given.getFirst()));
        arguments.addAll(given.subList(For.RANGE, given.size()));
        List<Output> results = new ArrayList<>();
        results.add(Add.of(scope, given.get(0), given.get(2)));
        results.add(given.get(1));
        results.add(given.get(2));
        Scope named = scope.named(name.name());
        Node call = function.isStateful()
                ? named.node(new StatefulPartitionedCall(types(), name), arguments)
                : named.node(new PartitionedCall(types(), name), arguments);
        results.addAll(call.outputs());
        return builder.body(results, List.of(call));
    }

    private List<DType> types() {
        return function.results().stream().map(Output::dtype).toList();
    }

    private List<Output> parameters(FunctionBuilder builder) {
        List<Output> parameters = new ArrayList<>();
        for (String each : List.of("number", "limit", "delta")) {
            parameters.add(builder.parameter(DType.INT32, Shape.scalar(), each));
        }
        List<Output> values =
                function.parameters().subList(1, function.parameters().size());
        values.forEach(
                value -> parameters.add(builder.parameter(value, value.node().name())));
        return parameters;
    }
}

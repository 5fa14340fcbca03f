package dev.lamina.session;

import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Graph;
import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.FunctionBuilder;
import java.util.ArrayList;
import java.util.List;

/** Makes functions of a graph for tests. */
record FunctionMaker(Graph graph) {
    /** What a function gives, built of what it is given; it may add nodes that run for their effects. */
    interface Body {
        List<Output> build(Scope scope, List<Output> given, List<Node> effects);
    }

    /** A function that is given what these outputs are like. */
    FunctionReference function(String name, List<Output> like, Body body) {
        FunctionBuilder builder = new FunctionBuilder(graph);
        List<Output> parameters = new ArrayList<>();
        for (Output each : like) {
            parameters.add(builder.parameter(each, "p" + parameters.size()));
        }
        List<Node> effects = new ArrayList<>();
        List<Output> results = body.build(builder.scope(), parameters, effects);
        graph.functions().add(GraphFunction.of(name, builder.body(results, effects)));
        return FunctionReference.of(name);
    }
}

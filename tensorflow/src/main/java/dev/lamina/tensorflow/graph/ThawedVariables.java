package dev.lamina.tensorflow.graph;

import dev.lamina.graph.Argument;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Signature;
import dev.lamina.op.Operations;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.VariableV2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables for what a frozen graph still changes. Freezing puts a constant in the place of a variable; where an operation that assigns to it was left in
 * the graph, TensorFlow refuses the file. Here that constant becomes what the variable holds when a run begins: so each run begins anew.
 */
final class ThawedVariables {
    private final Graph graph;
    private final Map<Output, Node> assignments = new HashMap<>();

    ThawedVariables(Graph graph) {
        this.graph = graph;
    }

    /** The inputs of an operation, a variable in the place of each that it changes and that is none. */
    List<Output> inputs(String opName, List<Output> given) {
        List<Argument> wanted =
                Signature.of(Operations.find(opName).orElseThrow()).inputs();
        if (wanted.size() != given.size() || wanted.stream().noneMatch(Argument::isReference)) {
            return given;
        }
        List<Output> inputs = new ArrayList<>(given);
        for (int i = 0; i < inputs.size(); i++) {
            Output input = given.get(i);
            if (wanted.get(i).isReference() && !input.node().isReference(input.index())) {
                inputs.set(i, variable(input));
            }
        }
        return inputs;
    }

    private Output variable(Output value) {
        Node known = assignments.get(value);
        // One that was added for a node which did not fit went with it.
        if (known == null || !graph.contains(known.name())) {
            Scope scope = Scope.of(graph).nested(value.node().name()).nested("thawed");
            Output variable = VariableV2.of(scope, value.dtype(), value.shape());
            known = Assign.of(scope, variable, value);
            assignments.put(value, known);
        }
        return known.output(0);
    }
}

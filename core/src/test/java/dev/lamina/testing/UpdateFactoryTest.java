package dev.lamina.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.testing.SampleGraph.Inputs;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One factory adds an optimizer's operation on variables and that on resources: its operands say which. */
class UpdateFactoryTest {
    @TestFactory
    Stream<DynamicTest> addsTheOperationOfItsOperands() {
        return Operation.of(OperationClasses.all()).stream()
                .filter(operation -> operation.name().matches("(Resource)?Apply.+"))
                .map(operation -> dynamicTest(operation.name(), () -> {
                    Sample sample = operation.cases().getFirst().sample();
                    try (SampleGraph graph = new SampleGraph(sample, Inputs.CONSTANTS)) {
                        Node node = add(operation.factory().orElseThrow(), graph);
                        assertThat(node.op()).isInstanceOf(operation.type());
                        assertThat(node.inputs()).isEqualTo(graph.inputs);
                        assertThat(node.signature().values(node)).containsEntry("use_locking", false);
                    }
                }));
    }

    /** The attributes are the last arguments, each true. */
    private static Node add(Method factory, SampleGraph graph) throws ReflectiveOperationException {
        List<Object> arguments = new ArrayList<>(List.of(graph.scope));
        arguments.addAll(graph.inputs);
        while (arguments.size() < factory.getParameterCount()) {
            arguments.add(true);
        }
        Object added = Objects.requireNonNull(factory.invoke(null, arguments.toArray()));
        Node node = added instanceof Output output ? output.node() : (Node) added;
        node.signature().attributes().stream()
                .filter(attribute -> attribute.name().matches("use_nesterov|update_slots"))
                .forEach(attribute -> assertThat(node.signature().component(node.op(), attribute.name()))
                        .isEqualTo(true));
        return node;
    }
}

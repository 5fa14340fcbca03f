package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.graph.VariableOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensorflow.proto.VariableDef;
import java.util.stream.Stream;

/** Variables as the collections of a MetaGraphDef have them: the names of their nodes. */
public final class VariableDefs {
    private VariableDefs() {}

    /** The name under which sessions and checkpoints know the variable of a node. */
    public static String nameOf(Node node) {
        String shared = ((VariableOp) node.op()).sharedName();
        return shared.isEmpty() ? node.name() : shared;
    }

    /** The nodes without which it is none. */
    public static Stream<String> nodes(VariableDef def, String prefix) {
        return Stream.of(def.getVariableName(), def.getInitializerName(), def.getSnapshotName())
                .map(name -> prefix + NodeInput.parse(name).node());
    }

    public static Variable read(VariableDef def, Graph graph, String prefix) {
        Output ref = graph.output(prefix + def.getVariableName());
        Node initializer =
                graph.node(prefix + NodeInput.parse(def.getInitializerName()).node());
        if (initializer.inputs().size() != 2) {
            throw new InvalidArgumentException("the initializer of variable '" + def.getVariableName() + "', "
                    + initializer.describe() + ", is no assignment");
        }
        // Files of TensorFlow before 1.3 do not name the initial value.
        String value = prefix + NodeInput.parse(def.getInitialValueName()).node();
        // One that was left out of the graph stands in the initializer as what it is.
        Output initialValue = def.getInitialValueName().isEmpty() || !graph.contains(value)
                ? initializer.input(1)
                : graph.output(prefix + def.getInitialValueName());
        return new Variable(ref, graph.output(prefix + def.getSnapshotName()), initialValue, initializer);
    }

    public static VariableDef write(Variable variable, boolean trainable) {
        return VariableDef.newBuilder()
                .setVariableName(variable.name())
                .setInitializerName(variable.initializer().name())
                .setSnapshotName(variable.read().name())
                .setInitialValueName(MissingOutput.nameOf(variable.initialValue()))
                .setIsResource(variable.ref().dtype() == DType.RESOURCE)
                .setTrainable(trainable)
                .build();
    }
}

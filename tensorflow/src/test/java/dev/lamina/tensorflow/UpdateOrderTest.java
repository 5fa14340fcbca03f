package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyGradientDescent;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.graph.UpdateOrder;
import dev.lamina.tensorflow.proto.NodeDef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step reads of a variable comes before its update, also where TensorFlow runs what was written. */
class UpdateOrderTest {
    @TempDir
    private Path folder;

    private final Tf tf = Tf.create();
    private final Variable first = tf.variable(tf.ones(2, 3), "first");
    private final Variable second = tf.variable(tf.ones(3, 1), "second");

    private Output loss() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2), "x");
        return tf.reduceMean(tf.matmul(tf.matmul(x, first), second));
    }

    private static Node update(Graph graph, Variable variable) {
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof ApplyGradientDescent
                        && node.input(0)
                                .node()
                                .name()
                                .equals(variable.ref().node().name()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> controls(Graph graph, Node node) {
        return GraphDefs.write(graph).getNodeList().stream()
                .filter(def -> def.getName().equals(node.name()))
                .map(NodeDef::getInputList)
                .findFirst()
                .orElseThrow()
                .stream()
                .filter(input -> input.startsWith("^"))
                .toList();
    }

    @Test
    void theGradientThatReadsAVariableIsComputedBeforeItsUpdate() {
        tf.train.gradientDescent(0.1f).minimize(loss());
        Graph graph = tf.graph();
        Node updateOfFirst = update(graph, first);
        Node gradient = updateOfFirst.input(2).node();
        // The gradient by the first product, which is made of the second weights.
        String reader = gradient.input(1).node().name();
        assertThat(controls(graph, update(graph, second))).containsExactly("^" + reader);
        // The first weights are read in the forward pass alone, on which their update depends anyway.
        assertThat(controls(graph, updateOfFirst)).isEmpty();
    }

    @Test
    void whatIsReadAgainIsWrittenTheSame() {
        tf.train.momentum(0.1f, 0.9f).minimize(loss());
        Path file = folder.resolve("graph.pb");
        GraphFile.write(tf.graph(), file);
        Graph again = GraphFile.read(file);
        assertThat(GraphDefs.write(again)).isEqualTo(GraphDefs.write(tf.graph()));
    }

    @Test
    void withoutAnOptimizerNothingIsAdded() {
        Output loss = loss();
        tf.gradients(loss, first, second);
        assertThat(UpdateOrder.of(tf.graph())).isEqualTo(Map.of());
    }
}

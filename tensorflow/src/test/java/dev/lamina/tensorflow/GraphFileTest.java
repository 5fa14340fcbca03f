package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphFileTest {
    @TempDir
    private Path folder;

    private static float run(Graph graph, String tensor) {
        try (Session session = new Session(graph)) {
            return (float) session.run(graph.output(tensor)).doubleValue();
        }
    }

    @Test
    void readsNodesInAnyOrder() {
        Graph graph = Graphs.graph(Graphs.node("sum", "Add", "a b ^c")
                + Graphs.node("c", "Neg", "b")
                + Graphs.constant("b", 2)
                + Graphs.constant("a", 1));
        assertThat(run(graph, "sum")).isEqualTo(3);
        assertThat(graph.node("sum").controlInputs()).containsExactly(graph.node("c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph.pb", "graph.pbtxt"})
    void keepsWhatItDoesNotKnow(String name) {
        Path file = folder.resolve(name);
        GraphDef def = Graphs.def(Graphs.constant("a", 1) + Graphs.node("b", "Neg", "a"));
        NodeDef node = def.getNode(1).toBuilder()
                .setDevice("/device:CPU:0")
                .putAttr("_output_shapes", AttrValue.newBuilder().setI(7).build())
                .build();
        ProtoFile.write(file, def.toBuilder().setNode(1, node).build());
        GraphFile.write(GraphFile.read(file), file);
        GraphDef again = ProtoFile.read(file, GraphDef.getDefaultInstance());
        assertThat(again.getNodeList()).containsExactly(def.getNode(0), node);
    }

    @Test
    void writesItsOwnGraphsSoThatTheyComeBack() {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Output half = Const.of(scope.named("half"), new float[][] {{0.5f, 1}, {2, 4}});
        Output axes = Const.of(scope.named("axes"), new int[] {0});
        dev.lamina.op.reduce.Sum.of(scope.named("sum"), half, axes, true);
        Path file = folder.resolve("own.pb");
        GraphFile.write(graph, file);
        Graph again = GraphFile.read(file);
        assertThat(again.nodes().stream().map(node -> node.name() + node.op()).toList())
                .isEqualTo(graph.nodes().stream()
                        .map(node -> node.name() + node.op())
                        .toList());
        try (Session session = new Session(again)) {
            assertThat(session.run(again.output("sum"))).isEqualTo(Tensor.of(new float[][] {{2.5f, 5}}));
        }
    }

    @Test
    void importsUnderAPrefixWithInputsReplaced() {
        Graph graph = Graphs.graph(Graphs.constant("a", 5));
        String text = Graphs.constant("a", 1) + Graphs.node("b", "Neg", "a");
        GraphFile.add(graph, Graphs.def(text), "import", Map.of("a:0", graph.output("a")), "other.pb");
        assertThat(run(graph, "import/b")).isEqualTo(-5);
        assertThatThrownBy(() -> GraphFile.add(graph, Graphs.def(text), "import", Map.of(), "other.pb"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("there is a node 'import/a' already");
    }

    @Test
    void whatAFrozenGraphStillChangesBeginsEachRunAnew() {
        Graph graph = Graphs.graph(Graphs.constant("variable", 1)
                + Graphs.constant("step", 2)
                + Graphs.node("first", "AssignAdd", "variable step")
                + Graphs.node("second", "AssignAdd", "variable step ^first"));
        try (Session session = new Session(graph)) {
            for (int run = 0; run < 2; run++) {
                assertThat(session.run(graph.output("first"))).isEqualTo(Tensor.of(3f));
                assertThat(session.run(graph.output("second"))).isEqualTo(Tensor.of(5f));
            }
            assertThat(session.run(graph.output("variable"))).isEqualTo(Tensor.of(1f));
        }
    }

    @Test
    void oldFormsGiveWayToNewOnes() {
        Graph graph = Graphs.graph(Graphs.constant("a", 3)
                + "node { name: 'v' op: 'Variable' attr { key: 'dtype' value { type: DT_FLOAT } }"
                + " attr { key: 'shape' value { shape { dim { size: 2 } } } } }");
        assertThat(graph.node("v").op().name()).isEqualTo("VariableV2");
        assertThat(graph.node("v").isReference(0)).isTrue();
    }

    @Test
    void refusesWhatIsNoGraph() {
        refused(Graphs.node("a", "Neg", "b") + Graphs.node("b", "Neg", "a"), "[a, b] need each other in a circle");
        refused(Graphs.node("a", "Neg", "a"), "[a] need each other in a circle");
        refused(Graphs.node("a", "Neg", "gone"), "node 'a' (Neg): its input 'gone' is not in the graph");
        refused(Graphs.constant("a", 1) + Graphs.node("b", "Neg", "a:3"), "its input 'a:3' is not in the graph");
        refused(Graphs.constant("a", 1) + Graphs.node("b", "Neg", "a:x"), "'a:x' is not an input");
        refused(Graphs.constant("a", 1) + Graphs.constant("a", 1), "two nodes named 'a'");
        refused(Graphs.constant("a", 1) + Graphs.node("b", "Neg", "a a"), "takes the inputs");
        refused(
                Graphs.constant("a", 1) + Graphs.node("b", "Neg", "a").replace("DT_FLOAT", "DT_INT32"),
                "its attr 'T' is int32, but its inputs make it float32");
        refused("node { name: 'p' op: 'Placeholder' }", "missing attr 'dtype'");
        refused(Graphs.constant("a b", 1), "is not a valid name");
        assertThatExceptionOfType(ResourceExhaustedException.class)
                .isThrownBy(() -> Graphs.graph(Graphs.constant("a", 1)
                        .replace("tensor_shape {}", "tensor_shape { dim { size: 1099511627776 } }")))
                .withMessageContaining("at most 2^31 - 17 elements");
        assertThatExceptionOfType(ResourceExhaustedException.class)
                .isThrownBy(() -> Graphs.graph(Graphs.constant("a", 1)
                        .replace("tensor_shape {}", "tensor_shape { dim { size: 2147483000 } }")))
                .withMessageContaining("a few bytes of the file stand for a constant");
    }

    private static void refused(String text, String message) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> Graphs.graph(text))
                .withMessageContaining(message);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertThatThrownBy(() -> GraphFile.read(folder.resolve("none.pb")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("none.pb");
        for (String name : new String[] {"broken.pb", "broken.pbtxt"}) {
            Path file = Files.writeString(folder.resolve(name), "node { name: ");
            assertThatThrownBy(() -> GraphFile.read(file))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining(name + " is not a whole GraphDef");
        }
    }
}

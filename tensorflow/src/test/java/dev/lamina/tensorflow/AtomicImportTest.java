package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.graph.Graph;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An import that fails leaves the graph as it was: nodes, names and collections. */
class AtomicImportTest {
    private static final String GOOD = Graphs.constant("a", 1) + Graphs.node("b", "Neg", "a");
    /** Old names of operations add nodes of their own on the way. */
    private static final String OLD = "node { name: 'k' op: 'TopK' input: 'v' attr { key: 'k' value { i: 1 } } }";

    private final Graph graph = new Graph();
    private final Tf tf = Tf.create(graph);

    private void refused(String nodes) {
        tf.constant(1f);
        List<?> before = graph.nodes();
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> GraphFile.add(graph, Graphs.def(nodes), "", Map.of(), "test.pb"));
        assertThat(graph.nodes()).isEqualTo(before);
        assertThat(graph.contains("a")).isFalse();
    }

    @Test
    void aNodeThatDoesNotFitTakesThoseBeforeItAway() {
        refused(GOOD + Graphs.node("c", "Add", "a"));
        refused(GOOD + Graphs.node("c", "Neg", "a:1"));
        refused(GOOD + "node { name: 'v' op: 'Placeholder' attr { key: 'dtype' value { type: DT_FLOAT } } }" + OLD
                + Graphs.node("c", "Add", "k"));
    }

    @Test
    void aNameThatIsTakenLeavesTheOthersFree() {
        tf.placeholder(dev.lamina.tensor.DType.FLOAT32, Shape.of(), "b");
        refused(GOOD);
        GraphFile.add(graph, Graphs.def(Graphs.constant("a", 1)), "", Map.of(), "test.pb");
        assertThat(graph.node("a").name()).isEqualTo("a");
    }

    @Test
    void afterwardsTheWholeFits() {
        refused(GOOD + Graphs.node("c", "Neg", "a:1"));
        GraphFile.add(graph, Graphs.def(GOOD), "", Map.of(), "test.pb");
        assertThat(graph.node("b").input(0).node().name()).isEqualTo("a");
        assertThat(tf.placeholder(dev.lamina.tensor.DType.FLOAT32, Shape.of(), "c")
                        .name())
                .isEqualTo("c:0");
    }

    @Test
    void collectionsThatCannotBeReadTakeTheNodesAway() {
        graph.addToCollection("numbers", 1L);
        CollectionDef.Builder numbers = CollectionDef.newBuilder();
        numbers.getInt64ListBuilder().addValue(2);
        CollectionDef.Builder broken = CollectionDef.newBuilder();
        broken.getBytesListBuilder().addValue(com.google.protobuf.ByteString.copyFromUtf8("\n\3x"));
        MetaGraphDef def = MetaGraphDef.newBuilder()
                .setGraphDef(Graphs.def(GOOD))
                .putCollectionDef("numbers", numbers.build())
                .putCollectionDef("more", numbers.build())
                .putCollectionDef("variables", broken.build())
                .build();
        assertThatExceptionOfType(LaminaException.class)
                .isThrownBy(() -> MetaGraphFile.add(graph, def, "", "test.meta"));
        assertThat(graph.size()).isZero();
        assertThat(graph.collections()).containsExactly("numbers");
        assertThat(graph.collection("numbers")).containsExactly(1L);
    }
}

package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaGraphFileTest {
    private static final Tensor INPUT = Tensor.of(new float[][] {{1, 2}, {3, 4}});

    @TempDir
    private Path folder;

    /** A line to fit, with the step that trains it which joins the collection {@code train_op}. */
    private static Graph line() {
        Graph graph = new Graph();
        Tf tf = Tf.create(graph);
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2), "x");
        Variable w = tf.variable(tf.constant(new float[][] {{0.5f}, {-1}}), "w");
        Output y = tf.matmul(x, w);
        Output cost = tf.named("cost").reduceMean(tf.square(tf.subtract(y, tf.constant(1f))));
        tf.train.adam(0.1f).minimize(cost);
        return graph;
    }

    private static Tensor cost(Session session) {
        Graph graph = session.graph();
        session.run((Node) graph.collection("train_op").getFirst(), Feed.of(graph.output("x"), INPUT));
        return session.run(graph.output("cost"), Feed.of(graph.output("x"), INPUT));
    }

    private static void initialize(Session session) {
        session.graph().variables().forEach(variable -> session.run(variable.initializer()));
    }

    @Test
    void trainingGoesOnFromTheFile() {
        Graph graph = line();
        Path file = folder.resolve("line.meta");
        MetaGraphFile.write(graph, file);
        Graph again = MetaGraphFile.read(file);
        assertThat(again.nodes().stream().map(Node::name).toList())
                .containsAll(graph.nodes().stream().map(Node::name).toList());
        assertThat(again.variables().toString()).isEqualTo(graph.variables().toString());
        assertThat(again.trainableVariables().toString())
                .isEqualTo(graph.trainableVariables().toString());
        try (Session one = new Session(graph);
                Session other = new Session(again)) {
            initialize(one);
            initialize(other);
            cost(one);
            other.load(one.variables());
            assertThat(cost(other)).isEqualTo(cost(one));
            assertThat(cost(other)).isEqualTo(cost(one));
        }
    }

    @Test
    void importsUnderAPrefix() {
        Path file = folder.resolve("line.meta");
        MetaGraphFile.write(line(), file);
        Graph graph = new Graph();
        MetaGraphFile.importInto(graph, file, "old");
        assertThat(graph.trainableVariables()).extracting(Variable::name).containsExactly("old/w:0");
        assertThat(graph.collection("train_op")).containsExactly(graph.node("old/Adam"));
    }

    @Test
    void readsWhatTensorFlowWrote() {
        Optional<Path> folder = ConformanceData.find("tensorflow/checkpoint/simple_graph");
        assumeTrue(folder.isPresent(), "skipped: ../shared/conformance is not there");
        Path own = folder.orElseThrow();
        Graph graph = MetaGraphFile.read(own.resolve("data-all-1000.meta"));
        Graph frozen = GraphFile.read(own.resolve("frozen_model.pb"));
        assertThat(graph.trainableVariables()).extracting(Variable::name).containsExactly("Variable:0");
        Checkpoint checkpoint = Checkpoint.open(own.resolve("data-all-1000").toString());
        try (Session session = new Session(graph);
                Session other = new Session(frozen)) {
            session.load(java.util.Map.of("Variable", checkpoint.tensor("Variable")));
            Tensor in0 = Tensor.of(new float[] {1, 2, 3, 4});
            Tensor in1 = Tensor.of(new float[] {5, 6, 7, 8});
            assertThat(output(session, in0, in1)).isEqualTo(output(other, in0, in1));
        }
    }

    private static Tensor output(Session session, Tensor in0, Tensor in1) {
        Graph graph = session.graph();
        return session.run(
                graph.output("output"), Feed.of(graph.output("input_0"), in0), Feed.of(graph.output("input_1"), in1));
    }

    @Test
    void freezesVariablesIntoConstants() {
        Graph graph = line();
        Path file = folder.resolve("frozen.pb");
        try (Session session = new Session(graph)) {
            initialize(session);
            cost(session);
            Output y = graph.output("MatMul");
            GraphFile.write(GraphFile.freeze(session, List.of(y)), file);
            GraphDef def = ProtoFile.read(file, GraphDef.getDefaultInstance());
            assertThat(def.getNodeList())
                    .extracting(NodeDef::getOp)
                    .containsExactly("Placeholder", "Const", "Identity", "MatMul");
            try (Session frozen = new Session(GraphFile.read(file))) {
                Output x = frozen.graph().output("x");
                assertThat(frozen.run(frozen.graph().output("MatMul"), Feed.of(x, INPUT)))
                        .isEqualTo(session.run(y, Feed.of(graph.output("x"), INPUT)));
            }
            Output update = graph.node("w/Assign").output(0);
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> GraphFile.freeze(session, List.of(update)))
                    .withMessageContaining("changes or asks for variable 'w'");
        }
    }
}

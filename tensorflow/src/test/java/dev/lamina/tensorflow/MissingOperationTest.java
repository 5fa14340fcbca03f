package dev.lamina.tensorflow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.TextFormat;
import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.LeftOut;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.graph.SaverNodes;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operation that Lamina lacks hurts only what needs it. No operation is called Warp or Bend. */
class MissingOperationTest {
    private static final String X = "node { name: 'x' op: 'Placeholder'"
            + " attr { key: 'dtype' value { type: DT_FLOAT } }"
            + " attr { key: 'shape' value { shape { unknown_rank: true } } } }";
    private static final String WARPED = X
            + Graphs.node("square", "Square", "x")
            + Graphs.node("warped", "Warp", "square")
            + Graphs.node("also", "Neg", "warped:1 ^bent")
            + Graphs.node("bent", "Bend", "x");

    @TempDir
    private Path folder;

    private static String tensors(String side, String name) {
        return side + " { key: '" + side.charAt(0) + "' value { name: '" + name + "' dtype: DT_FLOAT"
                + " tensor_shape { unknown_rank: true } } }";
    }

    private static String signature(String key, String input, String output) {
        return "signature_def { key: '" + key + "' value { " + tensors("inputs", input) + tensors("outputs", output)
                + " } }";
    }

    private SavedModel model(String nodes, String rest) throws Exception {
        MetaGraphDef.Builder def =
                TextFormat.parse("meta_info_def { tags: 'serve' }" + rest, MetaGraphDef.class).toBuilder()
                        .setGraphDef(Graphs.def(nodes));
        ProtoFile.write(
                folder.resolve("saved_model.pb"),
                dev.lamina.tensorflow.proto.SavedModel.newBuilder()
                        .addMetaGraphs(def)
                        .build());
        return SavedModel.load(folder);
    }

    @Test
    void whatDoesNotNeedItRunsGradientsIncluded() {
        Graph graph = Graphs.graph(WARPED);
        Tf tf = Tf.create(graph);
        Output x = graph.output("x");
        Output slope = tf.gradients(graph.output("square"), x).getFirst();
        try (Session session = new Session(graph)) {
            assertThat(session.run(slope, Feed.of(x, Tensor.of(new float[] {3, 4}))))
                    .isEqualTo(Tensor.of(new float[] {6, 8}));
        }
        assertThat(graph.leftOut().stream().map(LeftOut::name)).containsExactlyInAnyOrder("warped", "also", "bent");
        assertThat(graph.leftOut()).asString().contains("'warped' (Warp)", "'also' (Neg)", "'bent' (Bend)");
        assertThat(graph.leftOut()).doesNotHaveDuplicates();
    }

    @Test
    void askingForWhatNeedsItNamesAllThatIsMissing() {
        Graph graph = Graphs.graph(WARPED);
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> graph.output("also:0"))
                .withMessageContaining("'also:0'")
                .withMessageContaining("Op type not registered: operations that Lamina lacks: Bend x1, Warp x1");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> graph.node("warped"))
                .withMessageContaining("'warped'")
                .withMessageContaining("lacks: Warp x1");
    }

    @Test
    void whatWasLeftOutIsWrittenAgain() {
        Path file = folder.resolve("graph.pb");
        Graph graph = new Graph();
        GraphFile.add(graph, Graphs.def(WARPED), "in", Map.of(), "warped.pb");
        GraphFile.write(graph, file);
        GraphDef again = ProtoFile.read(file, GraphDef.getDefaultInstance());
        assertThat(again.getNodeList().stream().filter(node -> node.getName().equals("in/also")))
                .singleElement()
                .satisfies(node -> assertThat(node.getInputList()).containsExactly("in/warped:1", "^in/bent"));
        assertThat(again.getNodeCount()).isEqualTo(5);
        assertThat(GraphFile.read(file).leftOut()).hasSize(3);
    }

    @Test
    void aNameThatWasLeftOutIsTaken() {
        Graph graph = Graphs.graph(WARPED);
        assertThat(Tf.create(graph)
                        .placeholder(DType.FLOAT32, Shape.scalar(), "warped")
                        .name())
                .isEqualTo("warped_1:0");
    }

    /** A loop of operations that Lamina lacks is no circle that it has to refuse. */
    @Test
    void aLoopOfThemIsLeftOut() {
        Graph graph = Graphs.graph(X + Graphs.node("again", "Warp", "next x") + Graphs.node("next", "Neg", "again"));
        assertThat(graph.nodes()).hasSize(1);
    }

    @Test
    void aTypeThatIsMissingIsNoOtherThing() {
        String tiny = "node { name: 'z' op: 'Placeholder' attr { key: 'dtype' value { type: DT_FLOAT8_E5M2 } } }";
        Graph graph = Graphs.graph(X + tiny);
        assertThat(graph.contains("x")).isTrue();
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> graph.output("z:0"))
                .withMessageContaining("Placeholder of DT_FLOAT8_E5M2 x1");
    }

    @Test
    void eachSignatureStandsForItself() throws Exception {
        String rest = signature("square", "x:0", "square:0")
                + signature("warped", "x:0", "warped:0")
                + signature("after", "warped:1", "also:0")
                + signature("fed", "warped:0", "twice:0")
                + signature("gone", "x:0", "nowhere:0");
        try (SavedModel model = model(WARPED + Graphs.node("twice", "Add", "warped warped"), rest)) {
            assertThat(model.signatures()).containsOnlyKeys("square", "fed");
            assertThat(model.unusableSignatures())
                    .hasEntrySatisfying("warped", why -> assertThat(why).contains("Warp x1"))
                    .hasEntrySatisfying("after", why -> assertThat(why).contains("Bend x1"))
                    .hasEntrySatisfying("gone", why -> assertThat(why).contains("'nowhere' is not in the graph"));
            assertThat(model.run("square", Map.of("i", Tensor.of(3f)))).containsValue(Tensor.of(9f));
            assertThat(model.run("fed", Map.of("i", Tensor.of(3f)))).containsValue(Tensor.of(6f));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> model.signature("warped"))
                    .withMessageContaining("Warp x1")
                    .withMessageContaining("those that can be run are [fed, square]");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> model.signature("squares"))
                    .withMessageContaining("it has [after, fed, gone, square, warped]");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> model.session().run(model.graph().output("twice:0")))
                    .withMessageContaining("'warped' cannot be computed")
                    .withMessageContaining("Warp x1");
        }
        ModelDescription shown = ModelDescription.read(folder);
        assertThat(shown.missingOperations()).containsOnlyKeys("Bend", "Warp");
        assertThat(shown.blocked())
                .containsEntry("Bend", List.of("also", "bent"))
                .containsEntry("Warp", List.of("warped", "also", "twice"));
        assertThat(requireNonNull(shown.signatures().get("fed")).missing()).isEmpty();
        assertThat(requireNonNull(shown.signatures().get("after")).missing()).containsExactly("Bend");
    }

    @Test
    void whatOfTheInitialisationCanBeRunIs() throws Exception {
        String nodes = X
                + "node { name: 'v' op: 'VariableV2' attr { key: 'dtype' value { type: DT_FLOAT } }"
                + " attr { key: 'shape' value { shape {} } } }"
                + Graphs.constant("two", 2)
                + Graphs.node("assign", "Assign", "v two")
                + Graphs.node("table", "Warp", "two")
                + "node { name: 'init' op: 'NoOp' input: '^table' input: '^assign' }"
                + Graphs.node("y", "Mul", "x v");
        String main = "collection_def { key: 'saved_model_main_op' value { node_list { value: 'init' } } }";
        try (SavedModel model = model(nodes, main + signature("times", "x:0", "y:0"))) {
            assertThat(model.run("times", Map.of("i", Tensor.of(3f)))).containsValue(Tensor.of(6f));
            assertThat(model.warnings()).singleElement().asString().contains("only in part", "Warp x1");
        }
    }

    @Test
    void aVariableWhoseInitialValueIsMissingIsRestoredAndTrained() {
        Graph graph = new Graph();
        Tf tf = Tf.create(graph);
        Variable w = tf.variable(tf.square(tf.constant(3f)), "w");
        tf.identity(w);
        Path file = folder.resolve("graph.meta");
        MetaGraphDef def = MetaGraphFile.toProto(graph, SaverNodes.variables(graph), List.of());
        String text = TextFormat.printer().printToString(def).replace("op: \"Square\"", "op: \"Warp\"");
        Path lacking = folder.resolve("lacking.pbtxt");
        try {
            ProtoFile.write(lacking, TextFormat.parse(text, MetaGraphDef.class));
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
        Graph read = MetaGraphFile.read(lacking);
        assertThat(read.variables()).hasSize(1);
        Variable again = read.trainableVariables().getFirst();
        try (Session session = new Session(read)) {
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> session.run(again.initializer()))
                    .withMessageContaining("Warp x1");
            session.load(Map.of("w", Tensor.of(5f)));
            Tf more = Tf.create(read);
            session.run(more.train.gradientDescent(0.5f).minimize(more.square(again)));
            assertThat(session.run(again)).isEqualTo(Tensor.of(0f));
        }
        MetaGraphFile.write(read, file);
        assertThat(MetaGraphFile.read(file).variables()).hasSize(1);
        GraphDef written =
                ProtoFile.read(file, MetaGraphDef.getDefaultInstance()).getGraphDef();
        assertThat(written.getNodeList().stream()
                        .filter(node -> node.getName().equals("w/Assign"))
                        .flatMap(node -> node.getInputList().stream()))
                .contains("Square");
    }

    @Test
    void placeholdersOfOldFilesHaveNoShape() {
        String scalar = "node { name: 'x' op: 'Placeholder' attr { key: 'dtype' value { type: DT_FLOAT } }"
                + " attr { key: 'shape' value { shape { } } } } versions { producer: %d min_consumer: 3 }";
        assertThat(Graphs.graph(String.format(scalar, 21)).output("x").shape()).isEqualTo(Shape.unknown());
        assertThat(Graphs.graph(String.format(scalar, 22)).output("x").shape()).isEqualTo(Shape.scalar());
        assertThat(Graphs.graph(String.format(scalar, 21)).output("x").dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void graphsForOthersAreRefusedAsTensorFlowRefusesThem() {
        assertThat(Graphs.graph(X + "versions { producer: 9999 min_consumer: 2087 }")
                        .versions()
                        .producer())
                .isEqualTo(9999);
        for (String[] each : new String[][] {
            {"min_consumer: 2088", "GraphDef min consumer version 2088 above current version 2087"},
            {"bad_consumers: [5, 2087]", "GraphDef disallows consumer version 2087"},
            {"producer: -1", "GraphDef producer version -1 below min producer 0"}
        }) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> Graphs.graph(X + "versions { " + each[0] + " }"))
                    .withMessageContainingAll("test.pbtxt", each[1]);
        }
    }

    @Test
    void versionsAreWrittenBack() {
        Path file = folder.resolve("graph.pb");
        Graph graph = Graphs.graph(X + "versions { producer: 561 min_consumer: 14 bad_consumers: 33 }");
        GraphFile.write(graph, file);
        assertThat(ProtoFile.read(file, GraphDef.getDefaultInstance()).getVersions())
                .isEqualTo(Graphs.def("versions { producer: 561 min_consumer: 14 bad_consumers: 33 }")
                        .getVersions());
        GraphFile.add(graph, Graphs.def("versions { producer: 15 min_consumer: 3 }"), "old", Map.of(), "old.pb");
        assertThat(graph.versions().producer()).isEqualTo(15);
        assertThat(graph.versions().minConsumer()).isEqualTo(14);
        assertThat(new Graph().versions().producer()).isEqualTo(27);
    }
}

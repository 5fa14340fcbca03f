package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.graph.Graph;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files like those that others published; they lie beside the checkout, or the tests are skipped. */
class SharedCasesTest {
    private static Path file(String name) {
        Path file = Path.of("..", "..", "shared", "cases", "files").resolve(name);
        assumeTrue(Files.exists(file), "skipped: ../shared/cases is not there");
        return file;
    }

    @Test
    void placeholdersOfOldGraphsTakeAnyShape() {
        Graph product = GraphFile.read(file("legacy/multiplication.pb"));
        List<String> fed = product.nodes().stream()
                .filter(node -> node.op().name().equals("Placeholder"))
                .map(node -> node.name() + ":0")
                .toList();
        String fetch = product.nodes().getLast().name();
        try (Session session = new Session(product)) {
            for (Tensor x : List.of(Tensor.of(new float[] {2, 3}), Tensor.of(2f))) {
                Feed[] feeds = fed.stream()
                        .map(name -> Feed.of(product.output(name), x))
                        .toArray(Feed[]::new);
                assertThat(session.run(product.output(fetch), feeds).shape()).isEqualTo(x.shape());
            }
        }
        Graph matrix = GraphFile.read(file("legacy/tf012.pbtxt"));
        try (Session session = new Session(matrix)) {
            assertThat(session.run(matrix.output("y"), Feed.of(matrix.output("x"), Tensor.of(new float[][] {{1, 2}}))))
                    .isEqualTo(Tensor.of(new float[][] {{3, 3}}));
        }
    }

    @Test
    void whatDoesNotNeedAMissingOperationRuns() {
        Graph graph = GraphFile.read(file("stitch/unused.pbtxt"));
        try (Session session = new Session(graph)) {
            assertThat(session.run(graph.output("pred"), Feed.of(graph.output("x"), Tensor.of(4f))))
                    .isEqualTo(Tensor.of(4f));
        }
        Map<String, List<String>> blocked =
                ModelDescription.read(file("stitch/unused.pbtxt")).blocked();
        assertThat(blocked.getOrDefault("DynamicStitch", List.of("gradients/Sum_grad/DynamicStitch")))
                .containsExactly("gradients/Sum_grad/DynamicStitch");
    }

    @Test
    void eachSignatureRunsWithoutWhatTheOthersNeed() {
        try (SavedModel model = SavedModel.load(file("lookup_model/saved_model.pbtxt"))) {
            Map<String, Tensor> x = Map.of("x", Tensor.of(new float[] {0.5f, 2}));
            assertThat(model.run("double", x)).containsEntry("y", Tensor.of(new float[] {1, 4}));
            assertThat(model.run("bucket", x)).containsEntry("y", Tensor.of(new int[] {0, 1}));
        }
    }

    @Test
    void aCheckpointOfTheFormatBeforeIsReadAndRestored() {
        String prefix = file("v1/export").toString();
        Checkpoint checkpoint = Checkpoint.open(prefix);
        assertThat(checkpoint.tensor("Variable")).isEqualTo(Tensor.of(0.5f));
        assertThat(checkpoint.tensor("Variable_1")).isEqualTo(Tensor.of(2f));
        assertThat(Saver.latestCheckpoint(file("v1")))
                .hasValueSatisfying(latest -> assertThat(latest).endsWith("export"));
        Graph graph = MetaGraphFile.read(Path.of(prefix + ".meta"));
        try (Session session = new Session(graph)) {
            assertThat(MetaGraphFile.restore(session, prefix)).isEmpty();
            assertThat(session.run(graph.output("Variable"))).isEqualTo(Tensor.of(0.5f));
            assertThat(session.run(graph.output("Variable_1"))).isEqualTo(Tensor.of(2f));
        }
    }
}

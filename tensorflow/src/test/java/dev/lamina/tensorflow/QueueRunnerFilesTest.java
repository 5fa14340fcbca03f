package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.lamina.error.CancelledException;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.OutOfRangeException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensorflow.file.ProtoFile;
import dev.lamina.tensorflow.proto.CollectionDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.train.Coordinator;
import dev.lamina.train.QueueRunner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The input pipelines of TensorFlow 1: the queue runners of a MetaGraph fill the queues of the graph that it holds. */
@Timeout(60)
class QueueRunnerFilesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** A queue of numbers, as {@code tf.train.input_producer} makes one, and one of their squares, as {@code tf.train.batch} does. */
    private static final String PIPELINE = queue("input_producer", "FIFOQueueV2", 32)
            + "node { name: 'numbers' op: 'Const' attr { key: 'dtype' value { type: DT_FLOAT } } attr { key: 'value' value {"
            + " tensor { dtype: DT_FLOAT tensor_shape { dim { size: 3 } } float_val: 1 float_val: 2 float_val: 3 } } } }\n"
            + components("input_producer/EnqueueMany", "QueueEnqueueManyV2", "Tcomponents", "input_producer", "numbers")
            + close("input_producer/Close", "input_producer", false)
            + close("input_producer/Close_1", "input_producer", true)
            + components("number", "QueueDequeueV2", "component_types", "input_producer")
            + Graphs.node("square", "Square", "number")
            + queue("batch/fifo_queue", "FIFOQueueV2", 4)
            + components("batch/enqueue", "QueueEnqueueV2", "Tcomponents", "batch/fifo_queue", "square")
            + close("batch/Close", "batch/fifo_queue", false)
            + close("batch/Close_1", "batch/fifo_queue", true)
            + "node { name: 'batch/n' op: 'Const' attr { key: 'dtype' value { type: DT_INT32 } } attr { key: 'value' value {"
            + " tensor { dtype: DT_INT32 tensor_shape { } int_val: 4 } } } }\n"
            + components("batch", "QueueDequeueManyV2", "component_types", "batch/fifo_queue", "batch/n");

    private static final ByteString PRODUCER = runner(
            "input_producer",
            "input_producer/EnqueueMany",
            "input_producer/Close",
            "input_producer/Close_1",
            0x2a,
            1,
            11); // OUT_OF_RANGE

    private static final ByteString BATCH = runner(
            "batch/fifo_queue", "batch/enqueue", "batch/Close", "batch/Close_1", 0x2a, 2, 1, 11); // and CANCELLED

    @TempDir
    private Path folder;

    private final Coordinator coordinator = new Coordinator();

    private static String queue(String name, String op, int capacity) {
        return "node { name: '" + name + "' op: '" + op
                + "' attr { key: 'component_types' value { list { type: DT_FLOAT"
                + " } } } attr { key: 'shapes' value { list { shape { } } } } attr { key: 'capacity' value { i: "
                + capacity + " } } }\n";
    }

    private static String components(String name, String op, String types, String... inputs) {
        return "node { name: '" + name + "' op: '" + op + "' input: '" + String.join("' input: '", inputs)
                + "' attr { key: '" + types + "' value { list { type: DT_FLOAT } } } }\n";
    }

    private static String close(String name, String queue, boolean cancels) {
        return "node { name: '" + name + "' op: 'QueueCloseV2' input: '" + queue
                + "' attr { key: 'cancel_pending_enqueues' value { b: " + cancels + " } } }\n";
    }

    /** The bytes of a {@code QueueRunnerDef}: four strings and what follows. */
    private static ByteString runner(
            String queue, String enqueue, String close, String cancel, int... closedExceptionTypes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int field = 1;
        for (String name : List.of(queue, enqueue, close, cancel)) {
            bytes.write(field << 3 | 2);
            bytes.write(name.length());
            bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            field++;
        }
        for (int each : closedExceptionTypes) {
            bytes.write(each);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    private Path file(String graph, ByteString... runners) {
        Path file = folder.resolve("pipeline.meta");
        CollectionDef.Builder collection = CollectionDef.newBuilder();
        collection.getBytesListBuilder().addAllValue(List.of(runners));
        ProtoFile.write(
                file,
                MetaGraphDef.newBuilder()
                        .setGraphDef(Graphs.def(graph))
                        .putCollectionDef("queue_runners", collection.build())
                        .build());
        return file;
    }

    private static List<ByteString> runners(Path file) {
        return ProtoFile.read(file, MetaGraphDef.getDefaultInstance())
                .getCollectionDefOrThrow("queue_runners")
                .getBytesList()
                .getValueList();
    }

    @Test
    void aPipelineRunsUntilItIsStopped() throws InterruptedException {
        Graph graph = MetaGraphFile.read(file(PIPELINE, PRODUCER, BATCH));
        try (Session session = new Session(graph)) {
            QueueRunner.startAll(session, coordinator);
            Output batch = graph.output("batch");
            assertThat(session.run(batch).floats()).containsExactly(1, 4, 9, 1);
            assertThat(session.run(batch).floats()).containsExactly(4, 9, 1, 4);
            assertThat(coordinator.shouldStop()).isFalse();
            coordinator.join(SOON);
        }
    }

    @Test
    void theEndOfTheDataClosesWhatFollows() throws InterruptedException {
        Graph graph = new Graph();
        MetaGraphFile.importInto(graph, file(PIPELINE, BATCH), "input");
        Node producer = graph.node("input/input_producer/EnqueueMany");
        try (Session session = new Session(graph)) {
            session.run(producer);
            session.run(producer);
            session.run(graph.node("input/input_producer/Close"));
            QueueRunner.startAll(session, coordinator);
            assertThat(session.run(graph.output("input/batch")).floats()).containsExactly(1, 4, 9, 1);
            assertThatThrownBy(() -> session.run(graph.output("input/batch")))
                    .isInstanceOf(OutOfRangeException.class)
                    .hasMessageContaining("current size 2");
            coordinator.join(SOON);
        }
    }

    @Test
    void thePipelineEndsAfterItsEpochs() throws InterruptedException {
        String limited = PIPELINE.replace(
                        "input: 'numbers' attr { key: 'Tcomponents'", "input: 'limit_epochs' attr { key: 'Tcomponents'")
                + "node { name: 'limit_epochs/zero' op: 'Const' attr { key: 'dtype' value { type: DT_INT64 } } attr {"
                + " key: 'value' value { tensor { dtype: DT_INT64 tensor_shape { } int64_val: 0 } } } }\n"
                + "node { name: 'limit_epochs/epochs' op: 'VariableV2' attr { key: 'dtype' value { type: DT_INT64 } }"
                + " attr { key: 'shape' value { shape { } } } }\n"
                + "node { name: 'limit_epochs/epochs/Assign' op: 'Assign' input: 'limit_epochs/epochs'"
                + " input: 'limit_epochs/zero' attr { key: 'T' value { type: DT_INT64 } } }\n"
                + "node { name: 'limit_epochs/CountUpTo' op: 'CountUpTo' input: 'limit_epochs/epochs'"
                + " attr { key: 'T' value { type: DT_INT64 } } attr { key: 'limit' value { i: 2 } } }\n"
                + Graphs.node("limit_epochs", "Identity", "numbers ^limit_epochs/CountUpTo");
        Graph graph = MetaGraphFile.read(file(limited, PRODUCER, BATCH));
        try (Session session = new Session(graph)) {
            session.run(graph.node("limit_epochs/epochs/Assign"));
            QueueRunner.startAll(session, coordinator);
            assertThat(session.run(graph.output("batch")).floats()).containsExactly(1, 4, 9, 1);
            assertThatThrownBy(() -> session.run(graph.output("batch")))
                    .isInstanceOf(OutOfRangeException.class)
                    .hasMessageContaining("current size 2");
            coordinator.join(SOON);
        }
    }

    @Test
    void runnersAreWrittenAsTheyWereRead() {
        Path file = file(PIPELINE, PRODUCER, BATCH);
        Graph graph = MetaGraphFile.read(file);
        assertThat(graph.collection(QueueRunner.COLLECTION))
                .containsExactly(
                        new QueueRunner(
                                graph.output("input_producer"),
                                List.of(graph.node("input_producer/EnqueueMany")),
                                graph.node("input_producer/Close"),
                                graph.node("input_producer/Close_1")),
                        new QueueRunner(
                                graph.output("batch/fifo_queue"),
                                List.of(graph.node("batch/enqueue")),
                                graph.node("batch/Close"),
                                graph.node("batch/Close_1"),
                                Set.of(OutOfRangeException.class, CancelledException.class)));
        Path again = folder.resolve("again.meta");
        MetaGraphFile.write(graph, again);
        assertThat(runners(again)).containsExactly(PRODUCER, BATCH);
        assertThat(MetaGraphFile.read(again).collection(QueueRunner.COLLECTION))
                .hasSize(2)
                .hasOnlyElementsOfType(QueueRunner.class);
    }

    @Test
    void aRunnerOfOldFilesEndsWhenItsQueueIsClosed() {
        ByteString old = runner("batch/fifo_queue", "batch/enqueue", "batch/Close", "batch/Close_1");
        Graph graph = MetaGraphFile.read(file(PIPELINE, old));
        QueueRunner runner =
                (QueueRunner) graph.collection(QueueRunner.COLLECTION).getFirst();
        assertThat(runner.closedKinds()).isEqualTo(Set.of(OutOfRangeException.class));
    }

    @Test
    void aRunnerThatCannotRunSaysWhatItLacks() {
        String lacking = PIPELINE.replace("op: 'Square'", "op: 'NoSuchOp'");
        Path file = file(lacking, PRODUCER, BATCH);
        Graph graph = MetaGraphFile.read(file);
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> QueueRunner.startAll(session, coordinator))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("'batch/enqueue' of " + file + " cannot run")
                    .hasMessageContaining("NoSuchOp");
        }
        MetaGraphFile.write(graph, file);
        assertThat(runners(file)).containsExactly(PRODUCER, BATCH);
        Graph without = MetaGraphFile.read(file(
                PIPELINE, runner("batch/fifo_queue", "elsewhere/enqueue", "batch/Close", "batch/Close_1", 0x28, 11)));
        try (Session session = new Session(without)) {
            assertThatThrownBy(() -> QueueRunner.startAll(session, coordinator))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("needs node 'elsewhere/enqueue', which is not in the graph");
        }
    }

    @Test
    void whatIsNoRunnerIsRefused() {
        assertThatThrownBy(() -> MetaGraphFile.read(file(PIPELINE, ByteString.copyFrom(new byte[] {10, 100}))))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("the collection 'queue_runners' does not hold queue runners");
        Graph graph = new Graph();
        graph.addToCollection(QueueRunner.COLLECTION, "mine");
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> QueueRunner.startAll(session, coordinator))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("has a member that is no queue runner: mine");
        }
    }
}

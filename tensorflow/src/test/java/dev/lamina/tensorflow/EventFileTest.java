package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import dev.lamina.graph.Graph;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.TfRecordWriter;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.proto.DataType;
import dev.lamina.tensorflow.proto.SessionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000, 250_000_999);

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    private EventWriter writer() {
        return EventWriter.open(folder, now::get, "host");
    }

    private static SummaryValue only(Event event) {
        return ((EventContent.Summaries) event.content()).values().getFirst();
    }

    @Test
    void valuesComeBackWithStepAndTime() {
        Graph graph = new Graph();
        Tf tf = Tf.create(graph);
        tf.add(tf.placeholder(DType.FLOAT32, Shape.of(-1, 2), "x"), tf.constant(1f));
        EventWriter writer = writer();
        try (writer) {
            writer.addGraph(graph);
            now.set(START.plusMillis(1500));
            writer.addScalar("loss", 0.1, 1);
            writer.addScalar("loss", Double.NaN, 1L << 40);
            writer.addHistogram("weights", Tensor.of(new float[] {1, 2, 4}), 3);
            writer.addImage("digit", Tensor.zeros(DType.UINT8, Shape.of(2, 5, 3)), 4);
        }
        assertThat(writer.file()).isEqualTo(folder.resolve("events.out.tfevents.1700000000.host"));
        List<Event> events = EventReader.readAll(writer.file());
        assertThat(events).extracting(Event::step).containsExactly(0L, 0L, 1L, 1L << 40, 3L, 4L);
        assertThat(events.get(0).content()).isEqualTo(new EventContent.FileVersion("brain.Event:2"));
        assertThat(events.get(0).wallTime()).isEqualTo(1_700_000_000.25);
        Graph again = ((EventContent.GraphDefinition) events.get(1).content()).graph();
        assertThat(GraphDefs.write(again)).isEqualTo(GraphDefs.write(graph));
        assertThat(events.get(2).wallTime()).isEqualTo(1_700_000_001.75);
        assertThat(only(events.get(2))).isEqualTo(new SummaryValue.Scalar("loss", 0.1f));
        assertThat(only(events.get(3))).isEqualTo(new SummaryValue.Scalar("loss", Float.NaN));
        var histogram = (SummaryValue.Histogram) only(events.get(4));
        assertThat(histogram.tag()).isEqualTo("weights");
        assertThat(histogram.counts()).filteredOn(count -> count > 0).containsExactly(1.0, 1.0, 1.0);
        assertThat(List.of(
                        histogram.min(), histogram.max(), histogram.count(), histogram.sum(), histogram.sumOfSquares()))
                .containsExactly(1.0, 4.0, 3.0, 7.0, 21.0);
        var image = (SummaryValue.Image) only(events.get(5));
        assertThat(List.of(image.height(), image.width(), image.channels())).containsExactly(2, 5, 3);
        assertThat(image.encoded()).startsWith(0x89, 'P', 'N', 'G');
    }

    /** The bytes before the time are those at the beginning of every event file of TensorFlow. */
    @Test
    void beginsAsTensorFlowsFilesDo() throws IOException {
        EventWriter writer = writer();
        writer.close();
        byte[] bytes = Files.readAllBytes(writer.file());
        assertThat(bytes).hasSize(40).startsWith(HexFormat.of().parseHex("1800000000000000a37f4b2209"));
    }

    @Test
    void aTakenNameGoesOnWithANumber() {
        try (EventWriter first = writer();
                EventWriter second = writer();
                EventWriter third = writer()) {
            assertThat(second.file()).hasFileName(first.file().getFileName() + ".1");
            assertThat(third.file()).hasFileName(first.file().getFileName() + ".2");
        }
    }

    @Test
    void theMachinesOwnNameAndTime() {
        long before = Instant.now().getEpochSecond();
        try (EventWriter writer = EventWriter.open(folder.resolve("runs/first"))) {
            String[] parts = writer.file().getFileName().toString().split("\\.", 5);
            assertThat(parts).startsWith("events", "out", "tfevents");
            assertThat(Long.parseLong(parts[3])).isBetween(before, before + 60);
            assertThat(parts[4]).isNotEmpty();
        }
    }

    @Test
    void aReaderFollowsAWriter() {
        try (EventWriter writer = writer();
                EventReader reader = EventReader.open(writer.file())) {
            assertThat(reader.next()).isPresent();
            writer.addScalar("a", 1, 1);
            assertThat(reader.next()).isEmpty();
            writer.flush();
            assertThat(reader.next().map(EventFileTest::only)).contains(new SummaryValue.Scalar("a", 1));
            writer.addScalar("b", 2, 2);
            assertThat(reader.next()).isEmpty();
            now.set(START.plus(Duration.ofMinutes(2)));
            writer.addScalar("c", 3, 3);
            assertThat(reader.next().map(EventFileTest::only)).contains(new SummaryValue.Scalar("b", 2));
            assertThat(reader.next().map(EventFileTest::only)).contains(new SummaryValue.Scalar("c", 3));
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void threadsDoNotMixTheirEvents() throws InterruptedException {
        EventWriter writer = writer();
        try (writer) {
            List<Thread> threads = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(thread -> Thread.ofPlatform().start(() -> {
                        for (int i = 0; i < 500; i++) {
                            writer.addScalar("t" + thread, i, i);
                        }
                    }))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(EventReader.readAll(writer.file())).hasSize(2001);
    }

    @Test
    void afterCloseNothingIsAdded() {
        EventWriter writer = writer();
        writer.close();
        writer.close();
        writer.flush();
        assertThatThrownBy(() -> writer.addScalar("a", 1, 1))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining(writer.file().toString());
    }

    @Test
    void placesThatAreNotThere() throws IOException {
        assertThatThrownBy(() -> EventReader.open(folder.resolve("none"))).isInstanceOf(NotFoundException.class);
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> EventWriter.open(file))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(file.toString());
    }

    private Event read(Consumer<dev.lamina.tensorflow.proto.Event.Builder> event) throws IOException {
        Path file = Files.createTempFile(folder, "events", "");
        dev.lamina.tensorflow.proto.Event.Builder built = dev.lamina.tensorflow.proto.Event.newBuilder();
        event.accept(built);
        try (TfRecordWriter records = new TfRecordWriter(Files.newOutputStream(file))) {
            records.write(dev.lamina.tensorflow.proto.Event.newBuilder()
                    .setFileVersion("brain.Event:2")
                    .build()
                    .toByteArray());
            records.write(built.build().toByteArray());
        }
        return EventReader.readAll(file).getLast();
    }

    @Test
    void formsThatOnlyTensorFlowWrites() throws IOException {
        assertThat(read(event -> event.setSessionLog(SessionLog.getDefaultInstance()))
                        .content())
                .isEqualTo(new EventContent.Other("session_log"));
        assertThat(read(event -> {}).content()).isEqualTo(new EventContent.Other(""));
        assertThat(only(read(event -> event.getSummaryBuilder()
                        .addValueBuilder()
                        .setTag("sound")
                        .getAudioBuilder())))
                .isEqualTo(new SummaryValue.Other("sound", "audio"));
        Event tensor = read(event -> {
            var value = event.getSummaryBuilder().addValueBuilder().setTag("loss");
            value.getMetadataBuilder().getPluginDataBuilder().setPluginName("scalars");
            value.getTensorBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(2);
        });
        assertThat(only(tensor)).isEqualTo(new SummaryValue.OfTensor("loss", "scalars", Tensor.of(2f)));
    }

    @Test
    void onlyAnEventFileIsRead() throws IOException {
        Path file = folder.resolve("records");
        try (TfRecordWriter records = new TfRecordWriter(Files.newOutputStream(file))) {
            records.write(new byte[0]);
        }
        try (EventReader reader = EventReader.open(file)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(dev.lamina.error.DataLossException.class)
                    .hasMessageContaining(file + " is damaged at byte 0");
        }
        Files.write(file, new byte[0]);
        try (EventReader reader = EventReader.open(file)) {
            assertThat(reader.next()).isEqualTo(Optional.empty());
        }
    }
}

package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.lamina.error.DataLossException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensorflow.file.MaskedCrc;
import dev.lamina.tensorflow.file.TfRecordWriter;
import dev.lamina.tensorflow.proto.DataType;
import dev.lamina.tensorflow.proto.Event;
import dev.lamina.tensorflow.proto.Summary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to an event file's bytes: it is noticed, and said with the file and the event's place. */
class DamagedEventFileTest {
    private static final int FIRST = 40;

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private byte[] whole = {};

    @BeforeEach
    void write() throws IOException {
        try (EventWriter writer = EventWriter.open(folder, () -> Instant.ofEpochSecond(1), "host")) {
            writer.addScalar("loss", 0.5, 1);
            file = writer.file();
        }
        whole = Files.readAllBytes(file);
    }

    private void assertDamaged(long offset, String what) {
        assertThat(catchThrowable(() -> EventReader.readAll(file)))
                .as(what)
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining(file + " is damaged at byte " + offset + ":");
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        for (int i = 0; i < whole.length * 8; i++) {
            byte[] flipped = whole.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            Files.write(file, flipped);
            assertDamaged(i / 8 < FIRST ? 0 : FIRST, "bit " + i);
        }
    }

    @Test
    void aFileThatEndsWithinAnEventLosesThatOneAlone() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (EventReader reader = EventReader.open(file)) {
                int events = 0;
                for (; reader.next().isPresent(); events++) {
                    assertThat(reader.isCutOff()).isFalse();
                }
                assertThat(events).as("length " + length).isEqualTo(length < FIRST ? 0 : 1);
                assertThat(reader.isCutOff()).as("length " + length).isEqualTo(length != 0 && length != FIRST);
            }
        }
        assertThat(EventReader.readAll(file)).hasSize(1);
    }

    @Test
    void aCutOffEventIsReadOnceItIsWhole() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        try (EventReader reader = EventReader.open(file)) {
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
            assertThat(reader.isCutOff()).isTrue();
            Files.write(file, whole);
            assertThat(reader.next()).map(dev.lamina.tensorflow.Event::step).contains(1L);
            assertThat(reader.isCutOff()).isFalse();
        }
    }

    /** With a checksum that fits, so that only the file's own length tells. */
    @Test
    void largeLengthsAreNotBelieved() throws IOException {
        for (long length : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, -16, 1L << 32, Integer.MAX_VALUE}) {
            byte[] header = new byte[TfRecordWriter.HEADER];
            ByteBuffer numbers = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            numbers.putLong(length).putInt(MaskedCrc.of(header, 0, Long.BYTES));
            byte[] hostile = Arrays.copyOf(Arrays.copyOf(whole, FIRST), FIRST + header.length + 4);
            System.arraycopy(header, 0, hostile, FIRST, header.length);
            Files.write(file, hostile);
            assertDamaged(FIRST, "length " + length);
        }
    }

    private void assertEventDamaged(Consumer<Event.Builder> hostile, String what) throws IOException {
        Event.Builder event = Event.newBuilder();
        hostile.accept(event);
        write(event.build().toByteArray());
        assertThatThrownBy(() -> EventReader.readAll(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining(file + " ")
                .hasMessageContaining("at byte " + FIRST)
                .hasMessageContaining(what);
    }

    private void write(byte[] record) throws IOException {
        try (TfRecordWriter records = new TfRecordWriter(Files.newOutputStream(file))) {
            records.write(Arrays.copyOfRange(whole, TfRecordWriter.HEADER, FIRST - TfRecordWriter.FOOTER));
            records.write(record);
        }
    }

    @Test
    void recordsWhoseContentIsWrong() throws IOException {
        write(new byte[] {-1, -1, -1});
        assertThatThrownBy(() -> EventReader.readAll(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining(file + " at byte " + FIRST + " is not a whole Event");
        assertEventDamaged(event -> event.setGraphDef(ByteString.copyFrom(new byte[] {-1})), "GraphDef");
        assertEventDamaged(
                event -> event.getSummaryBuilder()
                        .addValueBuilder()
                        .getHistoBuilder()
                        .addBucket(1),
                "1 buckets and 0 limits");
    }

    @Test
    void aConstantLargerThanTheMemoryIsRefused() throws IOException {
        Event.Builder event = Event.newBuilder();
        event.getSummaryBuilder()
                .addValueBuilder()
                .setTag("large")
                .getTensorBuilder()
                .setDtype(DataType.DT_FLOAT)
                .addFloatVal(1)
                .getTensorShapeBuilder()
                .addDimBuilder()
                .setSize(2_000_000_000);
        write(event.build().toByteArray());
        assertThatThrownBy(() -> EventReader.readAll(file))
                .isInstanceOf(ResourceExhaustedException.class)
                .hasMessageContaining("'large' in " + file + " at byte " + FIRST)
                .hasMessageContaining("stand for a constant of 7999999996 bytes");
    }

    @Test
    void aFileNeedNotBeginWithItsVersion() throws IOException {
        Event first = Event.newBuilder().setWallTime(1.5e9).build();
        Event second = Event.newBuilder()
                .setStep(3)
                .setSummary(Summary.newBuilder()
                        .addValue(Summary.Value.newBuilder().setTag("loss").setSimpleValue(0.5f)))
                .build();
        try (TfRecordWriter records = new TfRecordWriter(Files.newOutputStream(file))) {
            records.write(first.toByteArray());
            records.write(second.toByteArray());
        }
        var events = EventReader.readAll(file);
        assertThat(events).hasSize(2);
        assertThat(events.getLast().content())
                .isEqualTo(new EventContent.Summaries(List.of(new SummaryValue.Scalar("loss", 0.5f))));
    }

    @Test
    void recordsOfAnotherKindAreNoEvents() throws IOException {
        try (TfRecordWriter records = new TfRecordWriter(Files.newOutputStream(file))) {
            records.write(new byte[] {0x0a, 2, 0x0a, 0}); // an empty tf.train.Example
        }
        assertDamaged(0, "an Example");
    }
}

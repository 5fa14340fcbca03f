package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lamina.Tf;
import dev.lamina.codec.Varint;
import dev.lamina.error.DataLossException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.MaskedCrc;
import dev.lamina.tensorflow.file.TableBlock;
import dev.lamina.tensorflow.file.TableEntries;
import dev.lamina.tensorflow.file.TableFormat;
import dev.lamina.tensorflow.file.TableWriter;
import dev.lamina.tensorflow.proto.BundleEntryProto;
import dev.lamina.tensorflow.proto.BundleHeaderProto;
import dev.lamina.tensorflow.proto.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a checkpoint's bytes: it is noticed, said with the file, and no variable changes. */
class DamagedCheckpointTest {
    @TempDir
    Path folder;

    private final Tf tf = Tf.create();
    private final Session session = tf.session();
    private String prefix = "";
    private Path index = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void save() {
        tf.variable(tf.constant(new float[][] {{1, 2}, {3, 4}}), "weights");
        tf.variable(tf.constant(new float[] {5, 6}), "weights_2");
        tf.variable(tf.constant(new String[] {"", "abc"}), "words");
        session.run(tf.globalVariablesInitializer());
        prefix = new Saver(tf.graph())
                .writeMetaGraph(false)
                .save(session, folder.resolve("model").toString());
        index = BundlePaths.index(prefix);
        data = BundlePaths.data(prefix, 0, 1);
        session.load(java.util.Map.of("weights_2", Tensor.of(new float[] {-1, -1})));
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        for (Path file : new Path[] {index, data}) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < whole.length * 8; i++) {
                byte[] flipped = whole.clone();
                flipped[i / 8] ^= (byte) (1 << i % 8);
                Files.write(file, flipped);
                assertRefused(file, "bit " + i);
            }
            Files.write(file, whole);
        }
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        for (Path file : new Path[] {index, data}) {
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertRefused(file, "length " + length);
            }
            Files.write(file, whole);
        }
    }

    private void assertRefused(Path file, String what) {
        var before = session.variables();
        Throwable thrown = catchThrowable(() -> new Saver(tf.graph()).restore(session, prefix));
        assertThat(thrown).as("%s of %s", what, file).isInstanceOf(DataLossException.class);
        assertThat(thrown.getMessage()).as("%s of %s", what, file).startsWith(file + " is damaged at byte ");
        assertThat(session.variables()).as("%s of %s", what, file).isEqualTo(before);
    }

    @Test
    void largeClaimsAreNotBelieved() throws IOException {
        long huge = 1L << 60;
        assertLoss(entry -> entry.getShapeBuilder().addDimBuilder().setSize(huge));
        assertLoss(entry -> {
            entry.getShapeBuilder().addDimBuilder().setSize(huge);
            entry.getShapeBuilder().addDimBuilder().setSize(huge);
        });
        assertLoss(
                entry -> entry.setSize(huge).getShapeBuilder().addDimBuilder().setSize(huge / 4));
        assertLoss(entry -> entry.setSize(4).setOffset(Long.MAX_VALUE));
        assertLoss(entry -> entry.setSize(-4).setOffset(8));
        assertLoss(entry -> entry.setSize(4).setShardId(7));
        assertLoss(entry -> entry.setSize(4).getShapeBuilder().addDimBuilder().setSize(-1));
        assertLoss(entry -> entry.setSize(4).getShapeBuilder().setUnknownRank(true));
        assertLoss(entry -> entry.setDtype(DataType.DT_STRING)
                .setSize(12)
                .getShapeBuilder()
                .addDimBuilder()
                .setSize(9));
        assertLoss(entry -> entry.addSlicesBuilder().addExtentBuilder().setLength(huge));
    }

    private void assertLoss(Consumer<BundleEntryProto.Builder> hostile) throws IOException {
        BundleEntryProto.Builder entry = BundleEntryProto.newBuilder().setDtype(DataType.DT_FLOAT);
        hostile.accept(entry);
        SortedMap<byte[], byte[]> table = new TreeMap<>(Arrays::compareUnsigned);
        table.put(
                new byte[0],
                BundleHeaderProto.newBuilder().setNumShards(1).build().toByteArray());
        table.put("x".getBytes(StandardCharsets.UTF_8), entry.build().toByteArray());
        Files.write(index, TableWriter.write(table));
        assertThatThrownBy(() -> Checkpoint.open(prefix).tensor("x"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void twoTensorsDoNotShareBytes() throws IOException {
        SortedMap<byte[], byte[]> table = new TreeMap<>(Arrays::compareUnsigned);
        table.put(
                new byte[0],
                BundleHeaderProto.newBuilder().setNumShards(1).build().toByteArray());
        byte[] entry = BundleEntryProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setSize(4)
                .build()
                .toByteArray();
        table.put("x".getBytes(StandardCharsets.UTF_8), entry);
        table.put("y".getBytes(StandardCharsets.UTF_8), entry);
        Files.write(index, TableWriter.write(table));
        assertThatThrownBy(() -> Checkpoint.open(prefix))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("overlaps");
    }

    @Test
    void keysThatGrowWithoutBytesAreNotBelieved() throws IOException {
        TableBlock block = new TableBlock(Integer.MAX_VALUE);
        byte[] key = new byte[1000];
        for (int i = 0; i < 10_000; i++) {
            key = Arrays.copyOf(key, key.length + 1);
            block.add(key, new byte[0]);
        }
        byte[] bytes = block.finish();
        TableEntries entries = new TableEntries(index, bytes.length);
        assertThatThrownBy(() -> entries.read(
                        java.nio.ByteBuffer.wrap(bytes, 0, bytes.length - TableFormat.TRAILER)
                                .slice()
                                .order(java.nio.ByteOrder.LITTLE_ENDIAN),
                        0,
                        new TreeMap<>(Arrays::compareUnsigned)))
                .isInstanceOf(DataLossException.class);
    }

    @Test
    void blocksCompressedInAnotherWayAreNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(index);
        byte[] footer = Arrays.copyOfRange(bytes, bytes.length - TableFormat.FOOTER, bytes.length);
        java.nio.ByteBuffer places = java.nio.ByteBuffer.wrap(footer);
        int meta = (int) Varint.read(places);
        int end = meta + (int) Varint.read(places);
        bytes[end] = 7;
        java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(end + 1, MaskedCrc.of(bytes, meta, end + 1 - meta));
        Files.write(index, bytes);
        assertThatThrownBy(() -> Checkpoint.open(prefix))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("compressed in way 7");
        // What others may read stays whole until another takes its place.
        new Saver(tf.graph()).writeMetaGraph(false).save(session, prefix);
        assertThat(BundlePaths.data(prefix, 0, 2)).exists();
        assertThat(Checkpoint.open(prefix).tensor("weights")).isEqualTo(Tensor.of(new float[][] {{1, 2}, {3, 4}}));
    }
}

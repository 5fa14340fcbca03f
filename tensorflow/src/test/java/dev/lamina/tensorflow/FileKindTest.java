package dev.lamina.tensorflow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Graph;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelDescription.Kind;
import dev.lamina.tensorflow.checkpoint.CheckpointStateFile;
import dev.lamina.tensorflow.checkpoint.SavedTensor;
import dev.lamina.tensorflow.checkpoint.V1Writer;
import dev.lamina.tensorflow.file.BundlePaths;
import dev.lamina.tensorflow.file.MaskedCrc;
import dev.lamina.tensorflow.file.TfRecordWriter;
import dev.lamina.tensorflow.graph.GraphDefs;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.MetaGraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file is, its content tells. */
class FileKindTest {
    private static final String TEXT = Graphs.constant("a", 1) + Graphs.node("b", "Neg", "a");

    @TempDir
    private Path folder;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static float b(Graph graph) {
        try (Session session = new Session(graph)) {
            return session.run(graph.output("b")).floatValue();
        }
    }

    @Test
    void textAndBinaryAreReadUnderAnyName() throws IOException {
        byte[] binary = GraphDefs.write(Graphs.graph(TEXT)).toByteArray();
        String commented = "# Licence: none\n#\n\n  " + TEXT;
        for (String name : new String[] {"g.pb", "g.pbtxt", "g.pb.txt", "g.meta", "g"}) {
            for (byte[] content : new byte[][] {
                binary, TEXT.getBytes(US_ASCII), commented.getBytes(US_ASCII), ("\ufeff" + TEXT).getBytes(UTF_8)
            }) {
                Path file = file(name, content);
                assertThat(b(GraphFile.read(file))).as(name).isEqualTo(-1);
                assertThat(Kind.of(file)).as(name).isEqualTo(Kind.GRAPH);
                assertThat(ModelDescription.read(file).operations()).as(name).containsOnlyKeys("Const", "Neg");
            }
        }
    }

    @Test
    void graphsAndMetaGraphsAreToldApart() throws IOException {
        GraphDef one = GraphDef.newBuilder()
                .addNode(NodeDef.newBuilder().setName("one").setOp("NoOp"))
                .build();
        MetaGraphDef meta = MetaGraphDef.newBuilder().setGraphDef(one).build();
        MetaGraphDef tagged = meta.toBuilder()
                .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                .build();
        var model = dev.lamina.tensorflow.proto.SavedModel.newBuilder()
                .setSavedModelSchemaVersion(1)
                .addMetaGraphs(tagged)
                .build();
        assertThat(Kind.of(file("a", one.toByteArray()))).isEqualTo(Kind.GRAPH);
        assertThat(Kind.of(file("b", meta.toByteArray()))).isEqualTo(Kind.META_GRAPH);
        assertThat(Kind.of(file("c", tagged.toByteArray()))).isEqualTo(Kind.META_GRAPH);
        assertThat(Kind.of(file("d", model.toByteArray()))).isEqualTo(Kind.SAVED_MODEL);
        assertThat(Kind.of(file("e", tagged.toString().getBytes(US_ASCII)))).isEqualTo(Kind.META_GRAPH);
        assertThat(Kind.of(file("f", model.toString().getBytes(US_ASCII)))).isEqualTo(Kind.SAVED_MODEL);
        assertThat(Kind.of(file("g.meta", GraphDefs.write(Graphs.graph(TEXT)).toByteArray())))
                .isEqualTo(Kind.GRAPH);
        assertThatThrownBy(() -> GraphFile.read(folder.resolve("c")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("c is a MetaGraphDef, not a GraphDef")
                .hasMessageContaining("MetaGraphFile reads it");
        assertThatThrownBy(() -> MetaGraphFile.read(folder.resolve("d")))
                .hasMessageContaining("SavedModel.load reads it");
    }

    @Test
    void checkpointsAndArraysAreKnownWithoutTheirNames() throws IOException {
        String prefix = folder.resolve("model.ckpt").toString();
        Checkpoint.write(prefix, Map.of("w", Tensor.of(3f)));
        Npy.write(folder.resolve("array"), Tensor.of(2f));
        Npz.write(folder.resolve("arrays"), Map.of("x", Tensor.of(2f)));
        assertThat(Kind.of(folder.resolve("array"))).isEqualTo(Kind.ARRAYS);
        assertThat(ModelDescription.read(folder.resolve("array")).value("array"))
                .contains(Tensor.of(2f));
        assertThat(ModelDescription.read(folder.resolve("arrays")).value("x")).contains(Tensor.of(2f));
        for (String name : new String[] {"", ".index", ".data-00000-of-00001"}) {
            assertThat(Kind.of(Path.of(prefix + name))).isEqualTo(Kind.CHECKPOINT);
            assertThat(Checkpoint.open(prefix + name).prefix()).isEqualTo(prefix);
            assertThat(ModelDescription.read(Path.of(prefix + name)).path()).isEqualTo(prefix);
        }
        assertThatThrownBy(() -> GraphFile.read(Path.of(prefix + ".index")))
                .hasMessageContaining("model.ckpt.index is a checkpoint, not a GraphDef");
        CheckpointStateFile.write(folder, java.util.List.of(prefix));
        assertThat(ModelDescription.read(folder.resolve("checkpoint")).path()).endsWith("model.ckpt");
    }

    /** Their first bytes are those that files of IDX may have. */
    @Test
    void checkpointsAreNoIdxFiles() throws IOException {
        V1Writer.write(folder.resolve("old").toString(), java.util.List.of(new SavedTensor("w", Tensor.of(3f), null)));
        byte[] old = Files.readAllBytes(folder.resolve("old"));
        assertThat(old[2]).as("the length of its list").isGreaterThan((byte) 8);
        assertThat(Kind.of(folder.resolve("old"))).isEqualTo(Kind.CHECKPOINT);
        assertThat(ModelDescription.read(folder.resolve("old")).value("w")).contains(Tensor.of(3f));

        // A header of eight bytes, as that of a checkpoint in big-endian order has it.
        file("big", hex("00 00 08 08 01 10 01 1a 02 08 01"));
        assertThatThrownBy(() -> Kind.of(folder.resolve("big"))).isInstanceOf(InvalidArgumentException.class);
    }

    /** Such a file begins with two zeros, as IDX files do; a number that follows can be one of their types. */
    @Test
    void tablesThatBeginAsIdxFilesDoAreCheckpoints() throws IOException {
        Path file = folder.resolve("export");
        for (int length = 1; length <= 8; length++) {
            String name = "v".repeat(length);
            V1Writer.write(file.toString(), java.util.List.of(new SavedTensor(name, Tensor.of(2f), null)));
            assertThat(Files.readAllBytes(file)).startsWith(0, 0);
            assertThat(Kind.of(file)).isEqualTo(Kind.CHECKPOINT);
            assertThat(ModelDescription.read(file).value(name)).contains(Tensor.of(2f));
        }
    }

    private static byte[] zip(String... members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String member : members) {
                zip.putNextEntry(new ZipEntry(member));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] records() {
        byte[] header = new byte[TfRecordWriter.HEADER];
        ByteBuffer numbers = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putLong(0, 5).putInt(Long.BYTES, MaskedCrc.of(numbers.array(), 0, Long.BYTES));
        return header;
    }

    private static byte[] hex(String digits) {
        return HexFormat.ofDelimiter(" ").parseHex(digits);
    }

    static Stream<Arguments> foreignFiles() {
        String tensors = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        byte[] safetensors = ByteBuffer.allocate(8 + tensors.length() + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(tensors.length())
                .put(tensors.getBytes(US_ASCII))
                .array();
        byte[] tar = new byte[512];
        System.arraycopy("ustar".getBytes(US_ASCII), 0, tar, 257, 5);
        return Stream.of(
                Arguments.of("TensorFlow Lite", hex("1c 00 00 00 54 46 4c 33 14 00 20 00")),
                Arguments.of("Keras's (.keras)", zip("metadata.json", "config.json", "model.weights.h5")),
                Arguments.of("HDF5", hex("89 48 44 46 0d 0a 1a 0a 00 00 00 00")),
                Arguments.of("ONNX", hex("08 07 12 02 74 66 3a 02 0a 00 42 02 10 0d")),
                Arguments.of("PyTorch", zip("model/data.pkl", "model/data/0", "model/version")),
                Arguments.of("PyTorch", hex("80 02 8a 0a 6c fc 9c 46 f9 20 6a a8 50 19 2e 80")),
                Arguments.of("pickled", hex("80 04 95 0a 00 00 00 00 00 00 00")),
                Arguments.of("safetensors", safetensors),
                Arguments.of("GGUF", "GGUF\3\0\0\0".getBytes(US_ASCII)),
                Arguments.of(
                        "TensorFlow.js", "{\"format\": \"graph-model\", \"modelTopology\": {}}".getBytes(US_ASCII)),
                Arguments.of("without its weights", "{\"class_name\": \"Sequential\"}".getBytes(US_ASCII)),
                Arguments.of("TFRecord", records()),
                Arguments.of("picture", hex("ff d8 ff e0 00 10 4a 46 49 46")),
                Arguments.of("picture", hex("89 50 4e 47 0d 0a 1a 0a 00 00")),
                Arguments.of("IDX", hex("00 00 08 01 00 00 00 01 05")),
                Arguments.of("Parquet", "PAR1\0\0".getBytes(US_ASCII)),
                Arguments.of("gzip", hex("1f 8b 08 00 00 00 00 00")),
                Arguments.of("tar archive", tar),
                Arguments.of("ZIP", zip("saved_model.pb", "variables/variables.index")),
                Arguments.of("web page", "\n<!DOCTYPE html>\n<html>".getBytes(US_ASCII)),
                Arguments.of("Git LFS", "version https://git-lfs.github.com/spec/v1\noid".getBytes(US_ASCII)));
    }

    @ParameterizedTest
    @MethodSource("foreignFiles")
    void filesOfOthersAreNamedForWhatTheyAre(String name, byte[] content) throws IOException {
        for (String ending : new String[] {"", ".pb", ".meta"}) {
            Path file = file("model" + ending, content);
            for (var read : new org.assertj.core.api.ThrowableAssert.ThrowingCallable[] {
                () -> ModelDescription.read(file),
                () -> Kind.of(file),
                () -> GraphFile.read(file),
                () -> MetaGraphFile.read(file),
                () -> SavedModel.load(file),
                () -> Checkpoint.open(file.toString())
            }) {
                assertThatThrownBy(read)
                        .isInstanceOf(UnimplementedException.class)
                        .hasMessageContaining(file.toString())
                        .hasMessageContaining(name)
                        .satisfies(e -> assertThat(((LaminaException) e).hint()).isNotBlank());
            }
        }
    }

    @Test
    void aFolderIsNoCheckpointButMayHoldOne() throws IOException {
        assertThatThrownBy(() -> Checkpoint.open(folder.toString()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("is a folder, but no checkpoint");
        String prefix = folder.resolve("model.ckpt").toString();
        Checkpoint.write(prefix, Map.of("w", Tensor.of(3f)));
        CheckpointStateFile.write(folder, java.util.List.of(prefix));
        assertThatThrownBy(() -> Checkpoint.open(folder.toString()))
                .hasMessageContaining("the latest in it is " + prefix);
        Files.copy(BundlePaths.index(prefix), folder.resolve("v1"));
        CheckpointStateFile.write(folder, java.util.List.of(folder.resolve("v1").toString()));
        assertThat(Saver.latestCheckpoint(folder)).contains(folder.resolve("v1").toString());
        file("saved_model.pb", new byte[] {8, 1});
        assertThatThrownBy(() -> Checkpoint.open(folder.toString())).hasMessageContaining("'lamina run' runs it");
    }

    @Test
    void whatIsNothingIsSaid() throws IOException {
        Path empty = file("empty.pb", new byte[0]);
        assertThatThrownBy(() -> GraphFile.read(empty))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("empty.pb is not a whole GraphDef: it is empty");
        Path noise = file("noise", hex("ff fe fd fc"));
        assertThatThrownBy(() -> ModelDescription.read(noise))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("noise is of no kind that Lamina knows");
        assertThatThrownBy(() -> Checkpoint.open(noise.toString())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> GraphFile.read(folder))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(folder.toString());
        assertThatThrownBy(() -> GraphFile.read(folder.resolve("none.pb"))).isInstanceOf(NotFoundException.class);
        Path inTheWay = file("in-the-way", new byte[1]).resolve("graph.pb");
        assertThatThrownBy(() -> GraphFile.write(Tf.create().graph(), inTheWay))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(inTheWay.toString());
    }
}

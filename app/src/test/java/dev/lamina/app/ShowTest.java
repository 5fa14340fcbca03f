package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.app.mutation.ParquetFile;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.GraphFile;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.Npy;
import dev.lamina.tensorflow.Npz;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.tensorflow.Saver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ShowTest {
    @TempDir
    private Path folder;

    /** Writes a linear layer in every form there is. */
    @BeforeEach
    void writeFiles() {
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "x");
        Variable w = tf.variable(tf.constant(new float[][] {{1, 2}, {3, 4}, {5, 6}}), "w");
        Variable b = tf.variable(tf.constant(new float[] {0.5f, Float.NaN}), "b");
        Output y = tf.named("y").add(tf.matmul(x, w), b);
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            new Saver(tf.graph()).save(session, path("model.ckpt"));
            ModelSignature signature = ModelSignature.predict(Map.of("in", x), Map.of("out", y));
            SavedModel.save(folder.resolve("saved"), session, Map.of(ModelSignature.DEFAULT, signature));
        }
        GraphFile.write(tf.graph(), folder.resolve("graph.pb"));
        GraphFile.write(tf.graph(), folder.resolve("graph.pbtxt"));
    }

    @ParameterizedTest
    @CsvSource({
        "model.ckpt, checkpoint",
        "model.ckpt.index, checkpoint",
        ", checkpoint",
        "model.ckpt.meta, MetaGraphDef",
        "graph.pb, GraphDef",
        "graph.pbtxt, GraphDef",
        "saved, SavedModel"
    })
    void everyKindOfFileIsDescribed(String name, String kind) {
        JsonNode model = json(name == null ? folder.toString() : path(name));
        assertThat(model.get("kind").stringValue()).isEqualTo(kind);
        assertThat(model.get("parameters").longValue()).isEqualTo(8);
        assertThat(model.get("variables").get(0).toString())
                .isEqualTo("{\"name\":\"b\",\"dtype\":\"float32\",\"shape\":[2]}");
        assertThat(model.get("variables").get(1).toString())
                .isEqualTo("{\"name\":\"w\",\"dtype\":\"float32\",\"shape\":[3,2]}");
        assertThat(model.get("missing_operations").isEmpty()).isTrue();
        if (kind.equals("checkpoint")) {
            assertThat(model.get("operations").isEmpty()).isTrue();
        } else {
            assertThat(model.get("operations").get("MatMul").intValue()).isEqualTo(1);
            assertThat(model.get("operations").get("VariableV2").intValue()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.ckpt", "model.ckpt.meta", "saved"})
    void valuesAreNestedAsTheShapeIs(String name) {
        JsonNode variables = json(path(name), "--values").get("variables");
        assertThat(variables.get(0).get("values").toString()).isEqualTo("[0.5,\"NaN\"]");
        assertThat(variables.get(1).get("values").toString()).isEqualTo("[[1.0,2.0],[3.0,4.0],[5.0,6.0]]");
    }

    @Test
    void valuesOfEveryTypeAreShown() {
        Checkpoint.write(
                path("types"),
                Map.of(
                        "text", Tensor.of("déjà"),
                        "truth", Tensor.of(new boolean[] {true, false}),
                        "large", Tensor.of(Long.MAX_VALUE),
                        "half", Tensor.of(0.5f).cast(DType.FLOAT16),
                        "none", Tensor.zeros(DType.INT32, Shape.of(2, 0))));
        JsonNode variables = json(path("types"), "--values").get("variables");
        assertThat(variables
                        .valueStream()
                        .map(variable -> variable.get("values").toString()))
                .containsExactly("0.5", "9223372036854775807", "[[],[]]", "\"déjà\"", "[true,false]");
    }

    @Test
    void arraysOfNumPyAreShown() {
        Npz.write(folder.resolve("arrays.npz"), Map.of("a/b", Tensor.of(new int[] {1, 2}), "c", Tensor.of(3f)));
        assertThat(show(path("arrays.npz"), "--values").out().lines())
                .contains(
                        path("arrays.npz") + ": NumPy arrays", "  a/b  int32[2]", "    [1 2]", "3 numbers in 2 arrays");
        Npy.write(folder.resolve("one.npy"), Tensor.of(new float[] {0.5f}));
        JsonNode one = json(path("one.npy"), "--values");
        assertThat(one.get("variables").toString())
                .isEqualTo("[{\"name\":\"one\",\"dtype\":\"float32\",\"shape\":[1],\"values\":[0.5]}]");
    }

    @Test
    void whatCannotBeReadHidesNoOther() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("mixed.npz")))) {
            zip.putNextEntry(new ZipEntry("about.txt"));
            zip.write("no array".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("c.npy"));
            Npy.write(folder.resolve("c.npy"), Tensor.of(3f));
            zip.write(Files.readAllBytes(folder.resolve("c.npy")));
        }
        Lamina text = show(path("mixed.npz"), "--values");
        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out())
                .contains("mixed.npz:about.txt")
                .contains("  c          float32[]")
                .contains("    3.");
        Lamina json = show(path("mixed.npz"), "--values", "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        JsonNode variables = json.jsonLines().getFirst().get("variables");
        assertThat(variables.get(0).get("error").stringValue()).contains("mixed.npz:about.txt");
        assertThat(variables.get(1).get("values").toString()).isEqualTo("3.0");
        assertThat(show(path("mixed.npz")).exitCode()).isZero();
    }

    @Test
    void aTableShowsItsColumns() throws IOException {
        Files.writeString(
                folder.resolve("homes.csv"),
                "area;city;built;rooms\n50.5;Bern;2001-02-03;2\n60;Ulm;?;2\n70;Ulm;1990-01-01;2\n");
        assertThat(show(path("homes.csv")).out().lines())
                .containsExactly(
                        path("homes.csv") + ": table, ';' between cells",
                        "",
                        "  Column  Type        Missing  Holds",
                        "  area    number            0  50.5 to 70, mean 60.17, deviation 7.962",
                        "  city    text              0  2 different: Bern, Ulm",
                        "  built   date              1  1990-01-01 to 2001-02-03",
                        "  rooms   integer           0  always 2",
                        "",
                        "3 rows, 4 columns");
        Files.writeString(folder.resolve("plain.tsv"), "17\t0\n18\t1\n");
        JsonNode plain = json(path("plain.tsv"));
        assertThat(plain.get("kind").stringValue()).isEqualTo("table, tabs between cells, no header");
        assertThat(plain.get("rows").intValue()).isEqualTo(2);
        assertThat(plain.get("columns").get(0).toString())
                .isEqualTo("{\"name\":\"0\",\"type\":\"integer\",\"missing\":0,\"distinct\":2,\"least\":\"17\","
                        + "\"greatest\":\"18\",\"mean\":17.5,\"deviation\":0.5}");
        Files.writeString(folder.resolve("bad.csv"), "a,b\n1,2\n1,2,3\n");
        Lamina bad = Lamina.run("show", path("bad.csv"));
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.err()).contains("bad.csv", "line 3", "expected 2 cells, found 3");
    }

    @Test
    void aTableInParquetShowsItsColumns() throws IOException {
        ParquetFile.write(folder);
        assertThat(show(path("table.parquet")).out().lines())
                .containsExactly(
                        path("table.parquet") + ": table, Parquet",
                        "",
                        "  Column  Type        Missing  Holds",
                        "  rooms   integer           2  -1 to 1048576, mean 3.495e+05, deviation 4.943e+05",
                        "  city    text              0  2 different: Bern, Ulm",
                        "  built   date              0  1969-12-31 to 2024-10-04",
                        "",
                        "5 rows, 3 columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"part-0000", "homes.csv", "homes.pb"})
    void aTableInParquetIsKnownByItsContent(String name) throws IOException {
        ParquetFile.write(folder);
        Files.move(folder.resolve("table.parquet"), folder.resolve(name));
        assertThat(show(path(name)).out()).startsWith(path(name) + ": table, Parquet");
    }

    @Test
    void ofAFolderTheCheckpointIsNamed() {
        assertThat(show(folder.toString()).out()).startsWith(path("model.ckpt") + ": checkpoint");
        assertThat(json(folder.toString()).get("path").stringValue()).isEqualTo(path("model.ckpt"));
    }

    @Test
    void signaturesHaveTheirTensors() {
        JsonNode signature = json(path("saved")).get("signatures").get("serving_default");
        assertThat(signature.get("method").stringValue()).isEqualTo("tensorflow/serving/predict");
        assertThat(signature.get("inputs").toString())
                .isEqualTo("{\"in\":{\"name\":\"x:0\",\"dtype\":\"float32\",\"shape\":[-1,3]}}");
        assertThat(signature.get("outputs").get("out").get("name").stringValue())
                .isEqualTo("y:0");
    }

    @Test
    void textIsForPeople() {
        Lamina show = show(path("saved"), "--values");
        assertThat(show.exitCode()).isZero();
        assertThat(show.err()).isEmpty();
        assertThat(show.out().lines())
                .startsWith(
                        path("saved") + ": SavedModel",
                        "",
                        "Variables",
                        "  b  float32[2]",
                        "    [0.5 nan]",
                        "  w  float32[3,2]",
                        "    [[1. 2.]",
                        "     [3. 4.]",
                        "     [5. 6.]]",
                        "",
                        "8 parameters in 2 variables",
                        "",
                        "Operations")
                .contains("        2  VariableV2")
                .endsWith(
                        "Signature serving_default (tensorflow/serving/predict)",
                        "  in   in: float32[?,3], x:0",
                        "  out  out: float32[?,2], y:0");
    }

    @Test
    void graphsThatCannotRunAreShown() throws IOException {
        Files.writeString(
                folder.resolve("foreign.pbtxt"), "node { name: 'a' op: 'DecodeWav' } node { name: 'b' op: 'NoOp' }");
        JsonNode model = json(path("foreign.pbtxt"));
        assertThat(model.get("operations").toString()).isEqualTo("{\"DecodeWav\":1,\"NoOp\":1}");
        assertThat(model.get("missing_operations").toString()).isEqualTo("{\"DecodeWav\":1}");
        assertThat(show(path("foreign.pbtxt")).out()).contains("DecodeWav (Lamina lacks it)");
    }

    @Test
    void failuresHaveExitCodes() throws IOException {
        assertThat(show().exitCode()).isEqualTo(2);
        assertThat(show(path("none")).exitCode()).isEqualTo(1);
        assertThat(show(path("none.pb")).err()).contains("there is no file");
        Files.createDirectory(folder.resolve("empty"));
        assertThat(show(path("empty")).err()).contains("neither a SavedModel nor a checkpoint", "'lamina plot'");
        Files.writeString(folder.resolve("broken.pb"), "not a graph");
        Lamina broken = show(path("broken.pb"));
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("is not a whole GraphDef");
        assertThat(broken.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tensorflow/checkpoint/simple_graph/data-all-1000.index",
                "tensorflow/checkpoint/simple_graph/data-all-1000.meta",
                "tensorflow/saved_model/saved_model_half_plus_two_cpu/00000123",
                "tensorflow/saved_model/saved_model_half_plus_two_tf2_cpu/00000123"
            })
    void filesThatTensorFlowWroteAreDescribed(String name) {
        JsonNode model = json(SharedFiles.require(name).toString(), "--values");
        assertThat(model.get("variables").isEmpty()).isFalse();
        assertThat(model.get("parameters").longValue()).isPositive();
        assertThat(model.get("variables")
                        .valueStream()
                        .filter(variable -> !variable.get("dtype").stringValue().equals("string")))
                .allSatisfy(variable -> assertThat(variable.has("values")).isTrue());
        assertThat(model.get("missing_operations").propertyNames())
                .doesNotContain("SaveV2", "RestoreV2", "StatefulPartitionedCall");
    }

    @Test
    void theHighestVersionIsShownAndSaid() throws IOException {
        Path versions = Files.createDirectory(folder.resolve("versions"));
        Files.move(folder.resolve("saved"), versions.resolve("2"));
        Lamina show = show(versions.toString());
        assertThat(show.out()).startsWith(versions.resolve("2") + ": SavedModel");
        assertThat(show.err()).contains("the highest is taken, " + versions.resolve("2"));
        assertThat(json(versions.resolve("2").resolve("saved_model.pb").toString())
                        .get("parameters")
                        .intValue())
                .isEqualTo(8);
    }

    @Test
    void filesOfOthersAreNamed() throws IOException {
        Files.write(folder.resolve("model.h5"), new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
        Lamina show = show(path("model.h5"));
        assertThat(show.exitCode()).isEqualTo(1);
        assertThat(show.err()).contains("model.h5 is an HDF5 file").contains("export(folder) makes a SavedModel");
    }

    private static JsonNode json(String... args) {
        Lamina show =
                show(Stream.concat(Arrays.stream(args), Stream.of("--json")).toArray(String[]::new));
        assertThat(show.err()).isEmpty();
        assertThat(show.exitCode()).isZero();
        assertThat(show.jsonLines()).hasSize(1);
        return show.jsonLines().getFirst();
    }

    private static Lamina show(String... args) {
        return Lamina.run(Stream.concat(Stream.of("show"), Arrays.stream(args)).toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}

package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.GraphFile;
import dev.lamina.tensorflow.MetaGraphFile;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.Npy;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.tensorflow.Saver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
    @TempDir
    private Path folder;

    /** Writes x * w + 1, where w starts as 2, in every form there is; in the checkpoint w is 5. */
    @BeforeEach
    void writeGraphs() {
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.unknown(), "x");
        Variable w = tf.variable(tf.constant(2f), "w");
        Tf deep = tf.scope("deep");
        Output y = deep.add(deep.multiply(x, w), tf.constant(1f));
        tf.globalVariablesInitializer();
        GraphFile.write(tf.graph(), folder.resolve("graph.pb"));
        GraphFile.write(tf.graph(), folder.resolve("graph.pbtxt"));
        MetaGraphFile.write(tf.graph(), folder.resolve("graph.meta"));
        try (Session session = tf.session()) {
            session.load(Map.of("w", Tensor.of(5f)));
            new Saver(tf.graph()).save(session, path("model.ckpt"));
            ModelSignature signature = ModelSignature.predict(Map.of("in", x), Map.of("out", y));
            SavedModel.save(folder.resolve("saved"), session, Map.of(ModelSignature.DEFAULT, signature));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph.pb", "graph.pbtxt", "graph.meta", "saved", "saved/saved_model.pb"})
    void everyFormOfAGraphRuns(String graph) {
        Npy.write(folder.resolve("x.npy"), Tensor.of(new float[] {1, 2}));
        Lamina run = run(
                "--graph",
                path(graph),
                "--checkpoint",
                path("model.ckpt"),
                "--feed",
                "x:0=" + path("x.npy"),
                "--fetch",
                "deep/Add",
                "deep/Mul:0",
                "--out",
                path("out"));
        assertThat(run).isEqualTo(new Lamina(0, "", ""));
        assertThat(Npy.read(folder.resolve("out/deep____Add.0.npy"))).isEqualTo(Tensor.of(new float[] {6, 11}));
        assertThat(Npy.read(folder.resolve("out/deep____Mul.0.npy"))).isEqualTo(Tensor.of(new float[] {5, 10}));
    }

    @Test
    void theHighestVersionRunsAndIsSaid() throws IOException {
        Path versions = Files.createDirectory(folder.resolve("versions"));
        Files.move(folder.resolve("saved"), versions.resolve("00000123"));
        Lamina run = run("--graph", versions.toString(), "--signature", "serving_default", "--feed", "in=3");
        assertThat(run.out().lines()).containsExactly("out float32[]", "16.");
        assertThat(run.err()).contains("the highest is taken, " + versions.resolve("00000123"));
    }

    @Test
    void whatHasNoGraphIsSaid() {
        assertThat(run("--graph", path("model.ckpt"), "--fetch", "deep/Add").err())
                .contains("model.ckpt has values without a graph (checkpoint)")
                .contains("PREFIX.meta");
        assertThat(run("--graph", path("graph.pb"), "--signature", "serving_default")
                        .err())
                .contains("graph.pb is a GraphDef");
    }

    @Test
    void signatureNamesWhatIsFedAndFetched() {
        Lamina run =
                run("--graph", path("saved"), "--signature", "serving_default", "--feed", "in=3", "--out", path("out"));
        assertThat(run).isEqualTo(new Lamina(0, "", ""));
        assertThat(Npy.read(folder.resolve("out/out.npy"))).isEqualTo(Tensor.of(16f));
    }

    @Test
    void withoutFolderTensorsArePrinted() {
        Lamina run = run("--graph", path("saved"), "--feed", "x=1,2", "--fetch", "deep/Add");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly("deep/Add:0 float32[2]", "[6. 11.]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    FLOAT32 | 0.1           | []
                    FLOAT32 | -inf, nan     | [2]
                    FLOAT32 | [[1,2,3],[4,5,6]] | [2,3]
                    FLOAT32 | []            | [0]
                    FLOAT64 | 1e-300        | []
                    FLOAT16 | 0.5,2         | [2]
                    INT32   | -7            | []
                    INT64   | 9007199254740993, -9223372036854775808 | [2]
                    UINT8   | 255           | []
                    UINT16  | 65535         | []
                    UINT32  | 4294967295    | []
                    UINT64  | 18446744073709551615 | []
                    INT8    | [-128]        | [1]
                    BOOL    | true,False,1  | [3]
                    STRING  | a, b          | []
                    STRING  | ["a","b"]     | [2]
                    """)
    void textIsFedAsTheTypeThatIsAskedFor(DType dtype, String text, String shape) {
        Path graph = identity(dtype);
        Lamina run = run("--graph", graph.toString(), "--feed", "x=" + text, "--fetch", "y", "--out", path("out"));
        assertThat(run).isEqualTo(new Lamina(0, "", ""));
        Tensor value = Npy.read(folder.resolve("out/y.0.npy"));
        assertThat(value.dtype()).isEqualTo(dtype);
        assertThat(value.shape()).hasToString(shape);
        switch (text) {
            case "0.1" -> assertThat(value.floatValue()).isEqualTo(0.1f);
            case "-inf, nan" -> assertThat(value.floats()).containsExactly(Float.NEGATIVE_INFINITY, Float.NaN);
            case "1e-300" -> assertThat(value.doubleValue()).isEqualTo(1e-300);
            case "0.5,2" -> assertThat(value.cast(DType.FLOAT32).floats()).containsExactly(0.5f, 2);
            case "9007199254740993, -9223372036854775808" ->
                assertThat(value.longs()).containsExactly(9007199254740993L, Long.MIN_VALUE);
            case "true,False,1" -> assertThat(value.booleans()).containsExactly(true, false, true);
            case "a, b" -> assertThat(value.strings()).containsExactly("a, b");
            case "65535", "4294967295", "18446744073709551615" ->
                assertThat(value).hasToString(text);
            case "255" -> assertThat(value.longValue()).isEqualTo(255);
            default -> assertThat(value.size()).isEqualTo(value.shape().size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    INT32   | 1.5       | '1.5' is not of type int32
                    UINT8   | 256       | '256' is not of type uint8
                    INT8    | -129      | '-129' is not of type int8
                    UINT32  | -1        | '-1' is not of type uint32
                    UINT64  | 18446744073709551616 | '18446744073709551616' is not of type uint64
                    UINT64  | 1e999999999 | '1e999999999' is not of type uint64
                    FLOAT32 | one       | 'one' is not of type float32
                    BOOL    | 2         | '2' is not of type bool
                    FLOAT32 | [[1],[2,3]] | the feed of x is neither a value nor lists of one length
                    FLOAT32 | [1,       | the feed of x is no list
                    FLOAT32 | none.npy  | none.npy
                    """)
    void whatCannotBeFedIsExplained(DType dtype, String text, String message) {
        Lamina run = run("--graph", identity(dtype).toString(), "--feed", "x=" + text, "--fetch", "y");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("lamina: ").contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void arraysOfAnotherTypeAreConverted() {
        Npy.write(folder.resolve("x.npy"), Tensor.of(new double[] {0.1, 3}));
        Lamina run = run(
                "--graph",
                identity(DType.FLOAT32).toString(),
                "--feed",
                "x=" + path("x.npy"),
                "--fetch",
                "y",
                "--out",
                path("out"));
        assertThat(run.exitCode()).isZero();
        assertThat(Npy.read(folder.resolve("out/y.0.npy"))).isEqualTo(Tensor.of(new float[] {0.1f, 3}));
    }

    @Test
    void targetRunsForItsEffectAlone() {
        assertThat(run("--graph", path("graph.pb"), "--target", "init")).isEqualTo(new Lamina(0, "", ""));
    }

    @Test
    void failuresAreOneAndNameTheCause() {
        assertThat(run("--graph", path("none.pb"), "--fetch", "y").exitCode()).isEqualTo(1);
        assertThat(run("--graph", path("graph.pb"), "--fetch", "deep/Ad").err())
                .contains("the graph has no node 'deep/Ad'", "at " + path("graph.pb"));
        assertThat(run("--graph", path("graph.pb"), "--target", "nowhere").err())
                .contains("the graph has no node 'nowhere'", "at " + path("graph.pb"));
        Lamina uninitialized = run("--graph", path("graph.pb"), "--feed", "x=1", "--fetch", "deep/Add");
        assertThat(uninitialized.exitCode()).isEqualTo(1);
        assertThat(uninitialized.err()).contains("Attempting to use uninitialized value w");
        assertThat(run("--graph", path("graph.pb"), "--target", "init", "--fetch", "deep/Add")
                        .err())
                .contains("You must feed a value for placeholder tensor 'x'", "hint: give it one: --feed x=…")
                .doesNotContain("Session.run");
        Lamina unsigned = run("--graph", path("graph.pb"), "--signature", "serving_default");
        assertThat(unsigned.exitCode()).isEqualTo(1);
        assertThat(unsigned.err()).contains("a signature is part of a SavedModel");
        assertThat(run("--graph", path("saved"), "--signature", "none").err())
                .contains("no signature 'none'; it has [serving_default]", "at " + path("saved"));
    }

    @Test
    void checkpointOfAnotherGraphIsRefused() {
        Tf tf = Tf.create();
        tf.variable(tf.constant(1f), "other");
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            new Saver(tf.graph()).save(session, path("other.ckpt"));
        }
        Lamina run = run(
                "--graph",
                path("graph.pb"),
                "--checkpoint",
                path("other.ckpt"),
                "--feed",
                "x=1",
                "--fetch",
                "deep/Add");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("has none of the graph's variables", "[other]", "[w]");
    }

    @Test
    void wrongUseIsTwo() {
        assertThat(run("--fetch", "y").exitCode()).isEqualTo(2);
        assertThat(run("--graph", path("graph.pb")).err()).contains("What to compute?");
        assertThat(run("--graph", path("graph.pb"), "--batch", "jobs.json").err())
                .contains("--batch takes everything from its manifest");
    }

    @Test
    void modelsThatTensorFlowWroteRun() {
        Path model = SharedFiles.require("tensorflow/saved_model/saved_model_half_plus_two_tf2_cpu/00000123");
        Lamina run = run(
                "--graph",
                model.toString(),
                "--signature",
                "serving_default",
                "--feed",
                "x=[5]",
                "--fetch",
                "y",
                "--out",
                path("out"));
        assertThat(run).isEqualTo(new Lamina(0, "", ""));
        assertThat(Npy.read(folder.resolve("out/y.npy"))).isEqualTo(Tensor.of(new float[] {4.5f}));
    }

    @Test
    void namesOfFilesAreThoseOfTensors() throws IOException {
        run("--graph", path("saved"), "--feed", "x=1", "--fetch", "deep/Add", "w:0", "--out", path("out"));
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("deep____Add.0.npy", "w.0.npy");
        }
    }

    private Path identity(DType dtype) {
        Tf tf = Tf.create();
        tf.named("y").identity(tf.placeholder(dtype, Shape.unknown(), "x"));
        Path file = folder.resolve("identity.pb");
        GraphFile.write(tf.graph(), file);
        return file;
    }

    private static Lamina run(String... args) {
        return Lamina.run(Stream.concat(Stream.of("run"), Arrays.stream(args)).toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}

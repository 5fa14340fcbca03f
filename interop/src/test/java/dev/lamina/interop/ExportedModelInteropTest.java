package dev.lamina.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.graph.Output;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.MetaGraphFile;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.HashTable;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Models that TensorFlow Java exports give in Lamina what they give there, and so do those that Lamina saves of them. */
class ExportedModelInteropTest {
    private static final double TOLERANCE = 1e-6;
    private static final int BATCH_SIZE = 5;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, Map<String, Tensor>> inputs = new TreeMap<>();
    private final Map<String, Map<String, Tensor>> outputs = new TreeMap<>();

    /** Notes what each signature gives in TensorFlow, and exports the model. */
    private void export(Session session, List<Signature> signatures) throws Exception {
        for (Signature signature : signatures) {
            Map<String, Tensor> fed = new LinkedHashMap<>();
            signature.getInputs().forEach((name, input) -> fed.put(name, random(input)));
            inputs.put(signature.key(), fed);
            outputs.put(signature.key(), call(session.function(signature), fed));
        }
        SavedModelBundle.exporter(path("theirs"))
                .withSession(session)
                .withSignatures(signatures.toArray(Signature[]::new))
                .export();
    }

    private Tensor random(Signature.TensorDescription input) {
        long[] dims = Arrays.stream(input.shape.asArray())
                .map(dim -> dim < 0 ? BATCH_SIZE : dim)
                .toArray();
        var shape = dev.lamina.tensor.Shape.of(dims);
        if (input.dataType == DataType.DT_STRING) {
            String[] texts = new String[shape.size()];
            Arrays.fill(texts, "a");
            return Tensor.of(texts);
        }
        double[] values = random.doubles(shape.size(), -3, 3).toArray();
        return Tensor.of(Tensor.wrap(values, dims), TensorFlowTensors.dtype(input.dataType));
    }

    private static Map<String, Tensor> call(SessionFunction function, Map<String, Tensor> inputs) {
        Map<String, org.tensorflow.Tensor> fed = new LinkedHashMap<>();
        try {
            inputs.forEach((name, value) -> fed.put(name, TensorFlowTensors.to(value)));
            Map<String, Tensor> values = new TreeMap<>();
            try (Result results = function.call(fed)) {
                results.forEach(each -> values.put(each.getKey(), TensorFlowTensors.from(each.getValue())));
            }
            return values;
        } finally {
            fed.values().forEach(tensor -> ((TType) tensor).close());
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void check(String signature, Map<String, Tensor> actual) {
        Map<String, Tensor> expected = Objects.requireNonNull(outputs.get(signature));
        assertThat(actual.keySet()).as(signature).isEqualTo(expected.keySet());
        expected.forEach(
                (name, value) -> check(signature + ": " + name, Objects.requireNonNull(actual.get(name)), value));
    }

    private static void check(String what, Tensor actual, Tensor expected) {
        Closeness.checkForms(what, List.of(actual), List.of(expected));
        if (!actual.dtype().isFloating()) {
            assertThat(actual).as(what).isEqualTo(expected);
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            double y = expected.buffer().asDouble(i);
            assertThat(actual.buffer().asDouble(i)).as(what).isCloseTo(y, within(TOLERANCE * Math.max(1, Math.abs(y))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void laminaRunsWhatTensorFlowExportsAndTensorFlowWhatLaminaSavesOfIt(ExportedNetwork network) throws Exception {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            export(session, network.build(Ops.create(graph), session));
        }
        try (SavedModel model = SavedModel.load(folder.resolve("theirs"))) {
            assertThat(model.warnings()).isEmpty();
            assertThat(model.unusableSignatures()).isEmpty();
            assertThat(model.signatures().keySet()).isEqualTo(outputs.keySet());
            inputs.forEach((signature, fed) -> check(signature, model.run(signature, fed)));
            SavedModel.save(folder.resolve("ours"), model.session(), model.signatures());
            MetaGraphFile.write(model.graph(), folder.resolve("graph.meta"));
            try (TensorFlowModel theirs = TensorFlowModel.readMetaGraph(folder.resolve("graph.meta"))) {
                theirs.restore(path("ours/variables/variables"));
                model.signatures().forEach((key, signature) -> check(key, call(theirs.graph(), key, signature)));
            }
        }
        exportAgain();
        for (String name : List.of("ours", "again")) {
            try (SavedModel model = SavedModel.load(folder.resolve(name))) {
                inputs.forEach((signature, fed) -> check(signature, model.run(signature, fed)));
            }
        }
    }

    private Map<String, Tensor> call(TensorFlowGraph graph, String key, ModelSignature signature) {
        Map<String, Tensor> feeds = new TreeMap<>();
        signature.inputs().forEach((name, input) -> feeds.put(input.name(), fed(key, name)));
        List<Tensor> values = graph.fetch(
                signature.outputs().values().stream().map(Output::name).toList(), feeds);
        Map<String, Tensor> byName = new TreeMap<>();
        signature.outputs().keySet().forEach(name -> byName.put(name, values.get(byName.size())));
        return byName;
    }

    private Tensor fed(String signature, String input) {
        return Objects.requireNonNull(fed(signature).get(input));
    }

    private Map<String, Tensor> fed(String signature) {
        return Objects.requireNonNull(inputs.get(signature));
    }

    /** TensorFlow runs what Lamina saved, and exports that. */
    private void exportAgain() throws IOException {
        try (SavedModelBundle bundle = SavedModelBundle.load(path("ours"))) {
            inputs.forEach((signature, fed) -> check(signature, call(bundle.function(signature), fed)));
            SessionFunction[] functions =
                    inputs.keySet().stream().map(bundle::function).toArray(SessionFunction[]::new);
            SavedModelBundle.exporter(path("again")).withFunctions(functions).export();
        }
    }

    @Test
    void aTableThatNothingFillsTakesNothingFromTheOthers() throws Exception {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            HashTable table = tf.hashTable(TString.class, TInt64.class);
            tf.withInitScope().initializeTable(table, tf.array("a", "b"), tf.array(1L, 2L));
            Operand<TString> text = tf.placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
            Operand<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
            Signature lookup = Signature.builder("lookup")
                    .input("text", text)
                    .output("number", tf.lookupTableFind(table, text, tf.constant(-1L)))
                    .build();
            Signature twice = Signature.builder("twice")
                    .input("x", x)
                    .output("y", tf.math.mul(x, tf.variable(tf.constant(2f))))
                    .build();
            export(session, List.of(lookup, twice));
        }
        assertThat(Objects.requireNonNull(outputs.get("lookup")).get("number"))
                .isEqualTo(Tensor.of(new long[] {1, 1, 1, 1, 1}));
        Map<String, Tensor> fed = fed("twice");
        try (SavedModel model = SavedModel.load(folder.resolve("theirs"))) {
            check("twice", model.run("twice", fed));
            // TensorFlow Java saves neither what fills the table nor that it has to be done.
            assertThatExceptionOfType(FailedPreconditionException.class)
                    .isThrownBy(() -> model.run("lookup", fed("lookup")))
                    .withMessageContaining("Table not initialized.");
            SavedModel.save(folder.resolve("ours"), model.session(), model.signatures());
        }
        for (String name : List.of("theirs", "ours")) {
            try (SavedModelBundle bundle = SavedModelBundle.load(path(name))) {
                check("twice", call(bundle.function("twice"), fed));
                assertThatExceptionOfType(TensorFlowException.class)
                        .isThrownBy(() -> call(bundle.function("lookup"), fed("lookup")))
                        .withMessageContaining("Table not initialized.");
            }
        }
    }
}

package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedModelTest {
    @TempDir
    private Path folder;

    /** Both compute y = x / 2 + 2; the first takes a column, the second one value. */
    @ParameterizedTest
    @CsvSource({
        "saved_model_half_plus_two_cpu, serving_default, x, y, 2",
        "saved_model_half_plus_two_cpu, regress_x2_to_y3, inputs, outputs, 3",
        "saved_model_half_plus_two_tf2_cpu, serving_default, x, y, 2",
        "saved_model_half_plus_two_tf2_cpu, regress_x2_to_y3, inputs, outputs, 3",
        "saved_model_half_plus_two_tf2_cpu, classify_x2_to_y3, inputs, scores, 3"
    })
    void loadsWhatTensorFlowSaved(String name, String signature, String input, String output, float added) {
        Optional<Path> found = ConformanceData.find("tensorflow/saved_model/" + name + "/00000123");
        assumeTrue(found.isPresent(), "skipped: ../shared/conformance is not there");
        try (SavedModel model = SavedModel.load(found.orElseThrow())) {
            Output fed =
                    Objects.requireNonNull(model.signature(signature).inputs().get(input));
            boolean isColumn = fed.shape().rank() == 2;
            Tensor x = Tensor.of(isColumn ? new float[][] {{5}} : new float[] {5});
            Tensor y = Tensor.of(isColumn ? new float[][] {{2.5f + added}} : new float[] {2.5f + added});
            assertThat(model.run(signature, Map.of(input, x))).containsExactly(Map.entry(output, y));
        }
    }

    /** The message of an example whose x is 5. */
    private static Tensor five() {
        byte[] message = HexFormat.of().parseHex("0a0f0a0d0a0178120812060a040000a040");
        Tensor messages = Tensor.zeros(DType.STRING, Shape.of(1));
        messages.buffer().strings()[0] = message;
        return messages;
    }

    @ParameterizedTest
    @CsvSource({"classify_x_to_y, scores, 4.5", "regress_x_to_y, outputs, 4.5", "regress_x_to_y2, outputs, 5.5"})
    void signaturesTakeExamples(String signature, String output, float expected) {
        Optional<Path> found = ConformanceData.find("tensorflow/saved_model/saved_model_half_plus_two_cpu/00000123");
        assumeTrue(found.isPresent(), "skipped: ../shared/conformance is not there");
        try (SavedModel model = SavedModel.load(found.orElseThrow())) {
            assertThat(model.unusableSignatures()).isEmpty();
            assertThat(model.run(signature, Map.of("inputs", five())))
                    .containsExactly(Map.entry(output, Tensor.of(new float[][] {{expected}})));
        }
    }

    @Test
    void saysWhatIsNotThere() {
        Optional<Path> found = ConformanceData.find("tensorflow/saved_model/saved_model_half_plus_two_cpu/00000123");
        assumeTrue(found.isPresent(), "skipped: ../shared/conformance is not there");
        try (SavedModel model = SavedModel.load(found.orElseThrow())) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> model.run("serving_default", Map.of("z", Tensor.of(1f))))
                    .withMessageContaining("takes the inputs [x], but is given [z]");
        }
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> SavedModel.load(found.orElseThrow(), Set.of("train")))
                .withMessageContaining("matching supplied tags: [train]");
    }

    @Test
    void loadsWhatItSaved() {
        Graph graph = new Graph();
        Tf tf = Tf.create(graph);
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2), "x");
        Variable w = tf.variable(tf.constant(new float[][] {{2}, {3}}), "w");
        Output y = tf.matmul(x, w);
        Path model = folder.resolve("model");
        try (Session session = new Session(graph)) {
            session.load(Map.of("w", Tensor.of(new float[][] {{10}, {1}})));
            Map<String, ModelSignature> signatures =
                    Map.of(ModelSignature.DEFAULT, ModelSignature.predict(Map.of("in", x), Map.of("out", y)));
            SavedModel.save(model, session, signatures);
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> SavedModel.save(model, session, signatures))
                    .withMessageContaining("there is a model in");
        }
        try (SavedModel loaded = SavedModel.load(model)) {
            Tensor in = Tensor.of(new float[][] {{1, 2}, {3, 4}});
            assertThat(loaded.run(ModelSignature.DEFAULT, Map.of("in", in)))
                    .containsExactly(Map.entry("out", Tensor.of(new float[][] {{12}, {34}})));
        }
    }
}

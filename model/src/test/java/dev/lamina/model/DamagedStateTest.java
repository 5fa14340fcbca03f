package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A state whose files are whole, but which is not one: it is passed over, and training goes on from the one before. */
class DamagedStateTest {
    private static final String STATE = "_lamina_state/";
    private static final String EARLY = STATE + "callback/early_stopping_val_loss/";

    @TempDir
    Path folder;

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("began", STATE + "began", _ -> Tensor.of(new long[] {1, 2})),
                damage("position", STATE + "position", _ -> Tensor.of(new long[] {26})),
                damage("position's type", STATE + "position", _ -> Tensor.of(new int[] {26, 0, 0, 13})),
                damage("no place", STATE + "position", _ -> Tensor.of(new long[] {26, -1, 0, 13})),
                damage("sum of losses", STATE + "loss_sum", _ -> Tensor.of("much")),
                damage("names", STATE + "history/names", _ -> Tensor.of(new String[] {"loss"})),
                damage("values", STATE + "history/values", _ -> Tensor.of(1.0)),
                damage("ends", STATE + "history/epochs", _ -> Tensor.of(new long[] {3, 13})),
                damage("counts", STATE + "history/epochs", _ -> Tensor.of(new long[][] {{3, 13}, {1 << 30, 26}})),
                damage("seconds", STATE + "history/seconds", _ -> Tensor.of(new float[] {1, 1})),
                damage("best", EARLY + "best", _ -> Tensor.of(new double[] {1, 2})),
                damage("epochs waited", EARLY + "epochs", _ -> Tensor.of(new long[] {1})),
                damage("more than there were", EARLY + "epochs", _ -> Tensor.of(new long[] {1, 700})),
                damage(
                        "more than can be added up",
                        EARLY + "epochs",
                        _ -> Tensor.of(new long[] {Long.MAX_VALUE, Long.MAX_VALUE})),
                damage("best weights", EARLY + "weights/dense/kernel", _ -> Tensor.of(new float[] {1})));
    }

    private static Arguments damage(String what, String name, UnaryOperator<Tensor> change) {
        return Arguments.of(what, name, change);
    }

    private Fit fit() {
        return TrainingProgram.fit(3)
                .checkpoints(Checkpoints.at(folder.resolve("run").toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void isPassedOver(String what, String name, UnaryOperator<Tensor> change) {
        Map<String, Tensor> expected;
        try (Model model = Samples.model()) {
            int[] asked = {0};
            model.fit(fit().stopWhen(() -> asked[0]++ == 26));
        }
        try (Model model = Samples.model()) {
            model.fit(TrainingProgram.fit(3));
            expected = model.session().variables();
        }
        String latest = folder.resolve("run-26").toString();
        Map<String, Tensor> tensors = read(latest);
        assertThat(tensors).containsKey(name);
        tensors.compute(name, (_, tensor) -> change.apply(tensor));
        Checkpoint.write(latest, tensors);
        try (Model model = Samples.model()) {
            History history = model.fit(fit().resume());
            assertThat(history.problems())
                    .as(what)
                    .singleElement()
                    .asString()
                    .contains("run-26 is not whole and is passed over");
            assertThat(model.session().variables()).isEqualTo(expected);
        }
    }

    @Test
    void whatIsMissingIsDamageToo() {
        isPassedOver("missing", EARLY + "epochs", _ -> Tensor.of("none"));
    }

    private static Map<String, Tensor> read(String prefix) {
        Checkpoint checkpoint = Checkpoint.open(prefix);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        checkpoint.names().forEach(name -> tensors.put(name, checkpoint.tensor(name)));
        return tensors;
    }
}

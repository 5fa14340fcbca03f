package dev.lamina.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializerTest {
    @ParameterizedTest
    @CsvSource({
        "glorot_uniform, 0.004, true",
        "glorot_normal, 0.004, false",
        "he_uniform, 0.01, true",
        "he_normal, 0.01, false",
        "lecun_uniform, 0.005, true",
        "lecun_normal, 0.005, false"
    })
    void varianceFollowsTheNumberOfInputsAndOutputs(String name, double variance, boolean uniform) {
        Initializer initializer = switch (name) {
            case "glorot_uniform" -> Initializer.glorotUniform();
            case "glorot_normal" -> Initializer.glorotNormal();
            case "he_uniform" -> Initializer.heUniform();
            case "he_normal" -> Initializer.heNormal();
            case "lecun_uniform" -> Initializer.lecunUniform();
            default -> Initializer.lecunNormal();
        };
        float[] values = values(initializer, 200, 300);
        double squares = 0;
        double most = 0;
        for (float value : values) {
            squares += (double) value * value;
            most = Math.max(most, Math.abs(value));
        }
        assertThat(squares / values.length).isCloseTo(variance, within(variance * 0.03));
        double limit = uniform ? Math.sqrt(3 * variance) : 2 * Math.sqrt(variance) / 0.8796256610342398;
        assertThat(most).isBetween(0.95 * limit, limit * 1.000001);
    }

    @Test
    void fansOfConvolutionsCountTheField() {
        float[] values = values(Initializer.lecunUniform(), 5, 5, 4, 8);
        double limit = Math.sqrt(3 / 100.0);
        double most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value));
        }
        assertThat(most).isBetween(0.95 * limit, limit);
    }

    @ParameterizedTest
    @CsvSource({"7, 3", "3, 7", "5, 5"})
    void orthogonalMatricesAreOrthogonal(int rows, int columns) {
        float[] w = values(Initializer.orthogonal(2), rows, columns);
        boolean byColumn = rows >= columns;
        int n = Math.min(rows, columns);
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                double product = 0;
                for (int i = 0; i < Math.max(rows, columns); i++) {
                    product += byColumn
                            ? w[i * columns + a] * w[i * columns + b]
                            : w[a * columns + i] * w[b * columns + i];
                }
                assertThat(product).isCloseTo(a == b ? 4 : 0, within(1e-5));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameValues() {
        assertThat(values(Initializer.orthogonal(1), 4, 4)).isEqualTo(values(Initializer.orthogonal(1), 4, 4));
        assertThat(values(Initializer.normal(5, 0.1f), 2, 2)).isEqualTo(values(Initializer.normal(5, 0.1f), 2, 2));
    }

    @Test
    void simpleOnesAreWhatTheySay() {
        assertThat(values(Initializer.zeros(), 2)).containsOnly(0f);
        assertThat(values(Initializer.ones(), 2)).containsOnly(1f);
        assertThat(values(Initializer.constant(3), 2)).containsOnly(3f);
        assertThat(boxed(values(Initializer.uniform(2, 4), 1000))).allMatch(value -> value >= 2 && value < 4);
        assertThat(boxed(values(Initializer.truncatedNormal(10, 1), 1000)))
                .allMatch(value -> value >= 8 && value <= 12);
        assertThatThrownBy(() -> Initializer.uniform(2, 2)).hasMessageContaining("nothing in it");
        assertThatThrownBy(() -> values(Initializer.orthogonal(1), 3)).hasMessageContaining("at least two-dimensional");
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>();
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }

    private static float[] values(Initializer initializer, long... dims) {
        Tf tf = Tf.create();
        tf.graph().setSeed(3);
        Output value = initializer.of(tf.scope(), DType.FLOAT32, Shape.of(dims));
        try (Session session = tf.session()) {
            return session.run(List.of(value)).get(0).floats();
        }
    }
}

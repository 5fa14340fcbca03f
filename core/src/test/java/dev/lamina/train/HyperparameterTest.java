package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.lamina.error.InvalidArgumentException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of which no optimizer makes sense are refused where they are given. */
class HyperparameterTest {
    private static final String RATE = "finite and at least 0";
    private static final float TINY = Float.MIN_VALUE;

    static Stream<Arguments> all() {
        return Stream.of(
                rate("learning_rate", GradientDescent::new),
                rate("learning_rate", value -> new Momentum(value, 0.9f)),
                part("momentum", value -> new Momentum(1, value)),
                rate("learning_rate", Adagrad::new),
                Arguments.of(
                        "initial_accumulator_value",
                        "finite and positive",
                        new float[] {TINY, 7},
                        new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY},
                        optimizer(value -> new Adagrad(1, value))),
                rate("lr", Adadelta::new),
                part("rho", value -> new Adadelta(1, value, 0)),
                rate("epsilon", value -> new Adadelta(1, 1, value)),
                rate("learning_rate", RMSProp::new),
                part("decay", value -> new RMSProp(1, value, 0, 0)),
                part("momentum", value -> new RMSProp(1, 0, value, 0)),
                rate("epsilon", value -> new RMSProp(1, 0, 0, value)),
                rate("learning_rate", Adam::new),
                beta("beta1", value -> new Adam(1, value, 0, 0)),
                beta("beta2", value -> new Adam(1, 0, value, 0)),
                rate("epsilon", value -> new Adam(1, 0, 0, value)),
                rate("weight_decay", value -> new AdamW(value, 1)),
                rate("learning_rate", value -> new AdamW(0, value)),
                rate("weight_decay", value -> new GradientDescent(1).decayWeights(value)));
    }

    private static Function<Float, Optimizer> optimizer(Function<Float, Optimizer> made) {
        return made;
    }

    private static Arguments rate(String name, Function<Float, Optimizer> made) {
        float[] wrong = {-TINY, -1, Float.NaN, Float.POSITIVE_INFINITY};
        return Arguments.of(name, RATE, new float[] {0, 1, Float.MAX_VALUE}, wrong, made);
    }

    private static Arguments part(String name, Function<Float, Optimizer> made) {
        float[] wrong = {-TINY, Math.nextUp(1f), Float.NaN, Float.NEGATIVE_INFINITY};
        return Arguments.of(name, "in [0, 1]", new float[] {0, 1}, wrong, made);
    }

    private static Arguments beta(String name, Function<Float, Optimizer> made) {
        return Arguments.of(
                name, "in [0, 1)", new float[] {0, Math.nextDown(1f)}, new float[] {-1, 1, Float.NaN}, made);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void isRefusedByNameValueAndRange(
            String name, String range, float[] right, float[] wrong, Function<Float, Optimizer> made) {
        for (float value : right) {
            assertThatNoException().isThrownBy(() -> made.apply(value));
        }
        for (float value : wrong) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> made.apply(value))
                    .withMessageContaining(name)
                    .withMessageContaining(range)
                    .withMessageContaining(Float.toString(value));
        }
    }
}

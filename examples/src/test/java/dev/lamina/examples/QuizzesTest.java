package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The programs that calculate once and train nothing. */
class QuizzesTest {
    @Test
    void aLinearModelOfMnistHas7850Parameters() {
        assertThat(Printed.by(new ParametersQuiz()::main).lines())
                .containsExactly("weights:0 [784,10]   7840", "bias:0    [10]         10", "Parameters: 7850");
    }

    @Test
    void threeLinearLayersAreOne() {
        assertThat(Printed.by(new LinearModels()::main).text()).isEqualTo("""
                W1·(W2·(W3·X)):
                [[-25.]
                 [-20.]]
                W = W1·W2·W3:
                [[5. 3. -12.]
                 [-2. 0. -6.]]
                W·X:
                [[-25.]
                 [-20.]]
                With ReLUs between the layers:
                [[10.]
                 [-10.]]
                """);
    }

    @Test
    void theReluQuizGivesTheLessonsLogits() {
        double[] numbers = numbers(Printed.by(new ReluQuiz()::main));
        double[] lesson = {
            5.6, 4.9, 5.1, -5.6, -4.9, -5.1, 23.6, 23.9, 24.1, // before the ReLU
            5.6, 4.9, 5.1, 0, 0, 0, 23.6, 23.9, 24.1, // after it
            5.11, 8.44, 0, 0, 24.01, 38.24
        };
        assertThat(numbers).containsExactly(lesson, within(5e-6));
    }

    @Test
    void theChainRuleByHandIsTheGradient() {
        var lines = Printed.by(new ChainRule()::main).lines();
        assertThat(lines).hasSize(5);
        for (var line : lines.subList(1, 5)) {
            var columns = line.split(" {2,}| (?=\\[)", -1);
            assertThat(columns).as(line).hasSizeGreaterThanOrEqualTo(3);
            assertThat(columns[columns.length - 1]).startsWith("[").isEqualTo(columns[columns.length - 2].strip());
        }
        assertThat(lines.get(3)).contains("[13.0625, -14.625, 4.75]");
    }

    @Test
    void theDerivativeOfHalfTheSquaredNormIsTheWeights() {
        assertThat(Printed.by(new RegularizationQuiz()::main).lines())
                .containsExactly(
                        "½ ‖w‖²: 12.5",
                        "Derivative: [3. -4.]",
                        "☐ a. ⅓ ‖w‖³ = 41.666668",
                        "☐ b. wᵀ w = 25.",
                        "☒ c. w = [3. -4.]",
                        "w after a step with β = 0.1: [2.7 -3.6]");
    }

    @Test
    void theDropoutQuizDropsOrDoublesUnits() {
        Set<Boolean> kept = new HashSet<>();
        for (int run = 0; run < 10; run++) {
            double[] numbers = numbers(Printed.by(new DropoutQuiz()::main));
            double[] hidden = Arrays.copyOfRange(numbers, 9, 18);
            double[] logits = Arrays.copyOfRange(numbers, 18, 24);
            for (int i = 0; i < 9; i++) {
                assertThat((float) hidden[i]).isIn(0f, 2 * (float) numbers[i]);
                if (numbers[i] > 0) {
                    kept.add(hidden[i] > 0);
                }
            }
            for (int row = 0; row < 3; row++) {
                double a = hidden[3 * row];
                double b = hidden[3 * row + 1];
                double c = hidden[3 * row + 2];
                assertThat(logits[2 * row]).isCloseTo(0.1 * a + 0.2 * b + 0.7 * c, within(1e-4));
                assertThat(logits[2 * row + 1]).isCloseTo(0.6 * a + 0.1 * b + 0.9 * c, within(1e-4));
            }
        }
        // That 60 units all are kept, or all dropped, happens once in 2⁵⁹ times.
        assertThat(kept).containsExactlyInAnyOrder(true, false);
    }

    private static double[] numbers(Printed printed) {
        return Pattern.compile("-?\\d+\\.\\d*")
                .matcher(printed.text())
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group()))
                .toArray();
    }
}

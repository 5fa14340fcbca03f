package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DropoutEvaluationTest {
    @Test
    void dropoutInEvaluationCostsAccuracy() {
        var printed = Printed.by(() -> new DropoutEvaluation().main("--epochs", "1"));
        assertThat(printed.lines()).hasSize(2);
        double withDropout = printed.last("Test Accuracy with keep_prob 0\\.5: ");
        double withAllUnits = printed.last("Test Accuracy with keep_prob 1\\.0: ");
        assertThat(withDropout).isGreaterThan(0.15);
        assertThat(withAllUnits).isBetween(withDropout + 0.05, 1.0);
    }
}

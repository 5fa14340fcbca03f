package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs every graph that TensorFlow wrote and compares every tensor with what TensorFlow computed. */
class ConformanceTest {
    /** Raised with each operation that is added; {@code docs/conformance.md} says what is left. */
    private static final int PASSING = 686;

    @Test
    void computesWhatTensorFlowComputed() {
        Optional<Path> zip = ConformanceData.find("tf1-graphs.zip");
        assumeTrue(zip.isPresent(), "skipped: ../shared/conformance/tf1-graphs.zip is not there");
        List<ConformanceResult> results = ConformanceData.cases(zip.orElseThrow()).stream()
                .map(ConformanceCase::run)
                .toList();
        if (Boolean.getBoolean("lamina.conformance.write")) {
            ConformanceReport.write(results);
        }
        assertThat(results.stream().filter(ConformanceResult::passed).count())
                .as(() -> "graphs that pass; those that do not although no operation is missing:\n"
                        + String.join("\n", ConformanceReport.failures(results)))
                .isGreaterThanOrEqualTo(PASSING);
    }
}

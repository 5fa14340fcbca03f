package dev.lamina.benchmarks.runner;

import tools.jackson.databind.JsonNode;

/** What one process said, or why it said nothing. */
sealed interface Outcome {
    /**
     * It measured.
     *
     * @param seconds from the start of the process to its end
     */
    record Measured(JsonNode result, double seconds) implements Outcome {
        double median() {
            return result.path("median").asDouble();
        }

        /** What 99 of 100 steps do not take longer than, by the median. */
        double slowest() {
            return result.path("p99").asDouble(Double.NaN) / median();
        }

        double peakMebibytes() {
            return result.path("peakKib").asDouble() / 1024;
        }
    }

    /** It failed. */
    record Failed(String reason) implements Outcome {}
}

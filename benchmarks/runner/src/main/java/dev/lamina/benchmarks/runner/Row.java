package dev.lamina.benchmarks.runner;

import dev.lamina.benchmarks.workload.Workload;

/** A row of the table: a workload on at most so many threads. */
record Row(Workload workload, int threads) {
    String title() {
        return workload.title() + ", " + (threads == 1 ? "1 thread" : threads + " threads");
    }

    /** What is compared: microseconds a step, or of the whole process. */
    double value(Outcome.Measured measured) {
        return workload == Workload.COLD ? measured.seconds() * 1e6 : measured.median();
    }
}

package dev.lamina.benchmarks.workload;

/** A library under measurement. */
public interface Engine {
    /** Its name and version, as it tells itself. */
    String version();

    /**
     * Builds a network with its first weights.
     *
     * @param batches how many different batches to hold in memory, each in the form that the library reads fastest
     * @param trains whether it is to be trained; otherwise forward passes are all that is asked for
     */
    Model build(Task task, int batches, boolean trains);
}

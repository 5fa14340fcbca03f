package dev.lamina.benchmarks.lamina;

import dev.lamina.benchmarks.workload.Engine;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Worker;
import dev.lamina.session.Threads;

/** Lamina, on as many threads as the property {@code benchmark.threads} says. */
public final class Main implements Engine {
    private Main() {}

    /** Measures as {@link Worker} says. */
    public static void main(String[] arguments) {
        Threads.set(Integer.getInteger("benchmark.threads", 1));
        Worker.run(new Main(), arguments);
    }

    @Override
    public String version() {
        return "Lamina";
    }

    @Override
    public Model build(Task task, int batches, boolean trains) {
        return new LaminaModel(task, batches, trains);
    }
}

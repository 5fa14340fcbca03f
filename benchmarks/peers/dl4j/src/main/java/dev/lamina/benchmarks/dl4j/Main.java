package dev.lamina.benchmarks.dl4j;

import dev.lamina.benchmarks.workload.Engine;
import dev.lamina.benchmarks.workload.Jar;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Worker;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Deeplearning4j; its native part takes the number of threads from OMP_NUM_THREADS. */
public final class Main implements Engine {
    private Main() {}

    /** Measures as {@link Worker} says. */
    public static void main(String[] arguments) {
        Worker.run(new Main(), arguments);
    }

    @Override
    public String version() {
        return Jar.of(MultiLayerNetwork.class);
    }

    @Override
    public Model build(Task task, int batches, boolean trains) {
        if (!(task instanceof Network network)) {
            throw new IllegalArgumentException("not written for it: " + task);
        }
        return new Dl4jModel(network, batches, trains);
    }
}

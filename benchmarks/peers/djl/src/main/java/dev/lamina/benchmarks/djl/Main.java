package dev.lamina.benchmarks.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Worker;

/** DJL on PyTorch, with as many threads as the property {@code benchmark.threads} says. */
public final class Main implements dev.lamina.benchmarks.workload.Engine {
    private final Engine engine = Engine.getEngine("PyTorch");

    private Main() {}

    /** Measures as {@link Worker} says. */
    public static void main(String[] arguments) {
        Main main = new Main();
        JniUtils.setNumInteropThreads(1);
        JniUtils.setNumThreads(Integer.getInteger("benchmark.threads", 1));
        Worker.run(main, arguments);
    }

    @Override
    public String version() {
        return "DJL " + Engine.getDjlVersion() + ", PyTorch " + engine.getVersion();
    }

    @Override
    public Model build(Task task, int batches, boolean trains) {
        return new DjlModel(engine, task, batches, trains);
    }
}

package dev.lamina.benchmarks.tensorflow;

import dev.lamina.benchmarks.workload.Engine;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Worker;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;

/** TensorFlow, its two pools as large as the properties {@code benchmark.threads} and {@code benchmark.interop} say. */
public final class Main implements Engine {
    private Main() {}

    /** Measures as {@link Worker} says. */
    public static void main(String[] arguments) {
        Worker.run(new Main(), arguments);
    }

    @Override
    public String version() {
        return "TensorFlow " + TensorFlow.version();
    }

    @Override
    public Model build(Task task, int batches, boolean trains) {
        ConfigProto config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(Integer.getInteger("benchmark.threads", 1))
                .setInterOpParallelismThreads(Integer.getInteger("benchmark.interop", 1))
                .build();
        return new TensorFlowModel(task, batches, trains, config);
    }
}

package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Engine;
import dev.lamina.benchmarks.workload.Jar;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Task;
import dev.lamina.benchmarks.workload.Worker;
import org.bytedeco.pytorch.global.torch;

/** libtorch, with as many threads as the property {@code benchmark.threads} says. */
public final class Main implements Engine {
    private Main() {}

    /** Measures as {@link Worker} says. */
    public static void main(String[] arguments) {
        torch.set_num_interop_threads(1);
        torch.set_num_threads(Integer.getInteger("benchmark.threads", 1));
        Worker.run(new Main(), arguments);
    }

    @Override
    public String version() {
        return "libtorch by Bytedeco's " + Jar.of(torch.class);
    }

    @Override
    public Model build(Task task, int batches, boolean trains) {
        return new LibtorchModel(task, batches, trains);
    }
}

package dev.lamina.benchmarks.lamina;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Workload;
import dev.lamina.session.Threads;
import java.util.function.Supplier;

/** Steps of a workload for a caller who has other classes of Lamina too, and so knows these by the JDK's types alone. */
public final class Steps implements Supplier<Runnable> {
    private final Workload workload;

    /** Of a workload by name, on so many threads, which holds for all that these classes do from now on. */
    public Steps(String workload, int threads) {
        this.workload = Workload.valueOf(workload);
        Threads.set(threads);
    }

    /** Builds the network and returns a step of it, each with the batch that follows. */
    @Override
    public Runnable get() {
        int batches = Data.batches(workload.network().batch());
        Model model = new LaminaModel(workload.network(), batches, workload.trains());
        return new Runnable() {
            private int next;

            @Override
            public void run() {
                if (workload.trains()) {
                    model.train(next);
                } else {
                    model.infer(next);
                }
                next = next + 1 < batches ? next + 1 : 0;
            }
        };
    }
}

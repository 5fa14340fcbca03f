package dev.lamina.benchmarks.lamina;

import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Workload;
import dev.lamina.session.Threads;
import java.io.Closeable;

/** Steps of a workload for a caller who has other classes of Lamina too, and so knows these by the JDK's types alone. */
public final class Steps implements Runnable, Closeable {
    private final Workload workload;
    private final int batches;
    private final Model model;
    private int next;

    /** Builds the network of a workload by name, to run on so many threads. */
    public Steps(String workload, int threads) {
        this.workload = Workload.valueOf(workload);
        Threads.set(threads);
        batches = this.workload.task().batches();
        model = new LaminaModel(this.workload.task(), batches, this.workload.trains());
    }

    /** A step with the batch that follows. */
    @Override
    public void run() {
        if (workload.trains()) {
            model.train(next);
        } else {
            model.infer(next);
        }
        next = next + 1 < batches ? next + 1 : 0;
    }

    /** Ends the threads too, so that these classes can be unloaded. */
    @Override
    public void close() {
        model.close();
        Threads.set(1);
    }
}

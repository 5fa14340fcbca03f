package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lamina.Tf;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A session that many threads run, and what a run leaves behind. */
class ConcurrencyTest {
    private static final int THREADS = 8;

    private final Tf tf = Tf.create();

    @Test
    void runsThatChangeVariablesAreAtomic() throws InterruptedException, ExecutionException {
        var a = tf.variable(tf.constant(0f), "a");
        var b = tf.variable(tf.constant(0f), "b");
        var step = tf.group(
                AssignAdd.of(tf.scope(), a.ref(), tf.constant(1f)), AssignAdd.of(tf.scope(), b.ref(), tf.constant(1f)));
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            inParallel(() -> {
                for (int i = 0; i < 250; i++) {
                    session.run(step);
                    var seen = session.run(List.of(a, b));
                    assertThat(seen.get(a)).isEqualTo(seen.get(b));
                }
                return null;
            });
            assertThat(session.run(a).floatValue()).isEqualTo(250 * THREADS);
        }
    }

    @Test
    void readersShareASession() throws InterruptedException, ExecutionException {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "x");
        var y = tf.nn.relu(tf.matmul(x, tf.constant(new float[][] {{1, 2}, {3, 4}, {-5, -6}})));
        try (var session = tf.session()) {
            inParallel(() -> {
                for (int i = 1; i <= 200; i++) {
                    float[][] input = new float[1 + i % 3][];
                    java.util.Arrays.setAll(input, row -> new float[] {1, 1, 0});
                    assertThat(session.run(y, feed(x, input)).floats()).startsWith(4, 6);
                }
                return null;
            });
        }
    }

    @Test
    void theGraphMayGrowWhileItRuns() throws InterruptedException, ExecutionException {
        try (var session = tf.session()) {
            inParallel(() -> {
                for (int i = 0; i < 100; i++) {
                    var sum = tf.add(tf.constant((float) i), tf.constant(1f));
                    assertThat(session.run(sum).floatValue()).isEqualTo(i + 1);
                }
                return null;
            });
        }
        assertThat(tf.graph().nodes().stream().map(node -> node.name()).distinct())
                .hasSize(3 * 100 * THREADS);
    }

    @Test
    void aStepOfTrainingAllocatesNothing() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 20), "x");
        var w = tf.variable(tf.truncatedNormal(20, 5), "w");
        var hidden = tf.nn.dropout(tf.nn.relu(tf.matmul(x, w)), 0.5f);
        var train = tf.train.adam(0.001f).minimize(tf.reduceMean(tf.square(hidden)));
        Feed[] feeds = {feed(x, Tensor.wrap(new float[32 * 20], 32, 20))};
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            long least = Long.MAX_VALUE;
            // Compilers in the background have first to be done, after what other tests left them, and now and then
            // undo what escape analysis had removed.
            for (int round = 0; round < 200 && least >= 1000; round++) {
                long before = bean.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 1000; i++) {
                    session.run(train, feeds);
                }
                least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
            }
            assertThat(least).as("bytes in 1000 steps").isLessThan(1000);
        }
    }

    @Test
    void noThreadKeepsTheJvmAlive() {
        try (var session = tf.session()) {
            session.run(tf.matmul(tf.ones(300, 300), tf.randomNormal(300, 300)));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("lamina"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    private static void inParallel(Callable<Void> task) throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Void>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(pool.submit(task));
            }
            for (Future<Void> future : futures) {
                future.get();
            }
        }
    }
}

package dev.lamina.benchmarks;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a run costs beside its arithmetic: ten operations on scalars, one after the other, with the scalar fed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dlamina.warmUp=false"})
public class RunOverhead {
    private static final int OPERATIONS = 10;

    private final Tf tf = Tf.create();
    private final Session session = tf.session();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(), "x");
    private final Output last = chain();
    private final Node target = tf.group(last);
    private final Feed feed = Feed.of(x, Tensor.of(0.5f));

    private Output chain() {
        Output value = x;
        for (int i = 0; i < OPERATIONS; i += 2) {
            value = tf.square(tf.add(value, x));
        }
        return value;
    }

    /** Closes the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** Runs them for their effect: nothing is handed out. */
    @Benchmark
    public void target() {
        session.run(target, feed);
    }

    /** Runs them and hands the result out. */
    @Benchmark
    public Tensor fetch() {
        return session.run(last, feed);
    }
}

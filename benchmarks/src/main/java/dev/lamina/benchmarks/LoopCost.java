package dev.lamina.benchmarks;

import dev.lamina.Tf;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.session.Threads;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a round of a loop costs: a counter's, and a recurrent network's beside the same steps written one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dlamina.warmUp=false"})
public class LoopCost {
    private static final int ROUNDS = 10_000;
    private static final int STEPS = 64;
    private static final int BATCH = 32;
    private static final int INPUTS = 128;
    private static final int UNITS = 512;

    /** Threads that share the work. */
    @Param({"1", "2"})
    public int threads = 1;

    private final Tf tf = Tf.create();
    private final Session session = tf.session();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(BATCH, INPUTS), "x");
    private final Output w = tf.placeholder(DType.FLOAT32, Shape.of(INPUTS, UNITS), "w");
    private final Output u = tf.placeholder(DType.FLOAT32, Shape.of(UNITS, INPUTS), "u");
    private final Output counted = counted();
    private final Output looped = looped();
    private final Output unrolled = unrolled();
    private final Random random = new Random(1);
    private final Feed[] feeds = {feed(x, BATCH, INPUTS), feed(w, INPUTS, UNITS), feed(u, UNITS, INPUTS)};

    private Output counted() {
        return tf.whileLoop(
                        (t, v) -> t.less(v.getFirst(), t.constant(ROUNDS)),
                        (t, v) -> List.of(t.add(v.getFirst(), t.constant(1))),
                        List.of(tf.constant(0)))
                .getFirst();
    }

    private Operand step(Tf t, Operand state) {
        return t.tanh(t.matmul(t.matmul(state, w), u));
    }

    private Output looped() {
        return tf.whileLoop(
                        (t, v) -> t.less(v.getFirst(), t.constant(STEPS)),
                        (t, v) -> List.of(t.add(v.getFirst(), t.constant(1)), step(t, v.get(1))),
                        List.of(tf.constant(0), x))
                .get(1);
    }

    private Output unrolled() {
        Operand state = x;
        for (int i = 0; i < STEPS; i++) {
            state = step(tf, state);
        }
        return state.asOutput();
    }

    private Feed feed(Output input, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.nextFloat() - 0.5f) / 8;
        }
        return Tf.feed(input, Tensor.wrap(values, rows, columns));
    }

    /** Sets the threads. */
    @Setup
    public void set() {
        Threads.set(threads);
    }

    /** Closes the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** A round of a loop that counts an int32. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Tensor counter() {
        return session.run(counted);
    }

    /** A step of a network by whileLoop. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Tensor loop() {
        return session.run(looped, feeds);
    }

    /** The same step, written out. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Tensor unrolledSteps() {
        return session.run(unrolled, feeds);
    }
}

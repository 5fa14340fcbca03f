package dev.lamina.benchmarks;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The first run in a session, which compiles: a chain of additions of vectors of four. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dlamina.warmUp=false"})
public class Compilation {
    /** The number of additions. */
    @Param({"100", "1000", "10000"})
    public int additions = 100;

    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(4), "x");
    private final Tensor value = Tensor.of(new float[] {1, 2, 3, 4});
    private Output last = x;

    /** Builds the chain. */
    @Setup
    public void build() {
        for (int i = 0; i < additions; i++) {
            last = tf.add(last, x);
        }
    }

    /** Opens a session, runs once and closes it. */
    @Benchmark
    public Tensor first() {
        try (Session session = tf.session()) {
            return session.run(last, Tf.feed(x, value));
        }
    }
}

package dev.lamina.benchmarks;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Random;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Feeds of lengths from 1 to 2,000 in turn, each at random: of a tensor [length, 256] the rows that are above 0 at first, through a
 * product of [256, 64], ReLU and the mean. With 50 lengths all are known after a while; with 2,000 most are not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dlamina.warmUp=false"})
public class NewShapes {
    private static final int LONGEST = 2000;
    private static final int WIDTH = 256;
    private static final int UNITS = 64;

    /** How many lengths there are, all about as long in the mean. */
    @Param({"50", "2000"})
    public int lengths = 50;

    private final Tf tf = Tf.create();
    private final Session session = tf.session();
    private final Random random = new Random(1);
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, WIDTH), "x");
    private final Output w = tf.constant(values(WIDTH, UNITS));
    private final Output mean = mean();
    private Tensor[] inputs = {};

    private Output mean() {
        Output first = tf.gather(x, tf.constant(0), 1);
        Output rows = tf.squeeze(tf.where(tf.greater(first, tf.constant(0f))), 1);
        return tf.reduceMean(tf.nn.relu(tf.matmul(tf.gather(x, rows, 0), w)));
    }

    private Tensor values(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.wrap(values, rows, columns);
    }

    /** Makes the inputs, spread evenly from 1 to 2,000 rows. */
    @Setup
    public void make() {
        inputs = new Tensor[lengths];
        for (int i = 0; i < lengths; i++) {
            inputs[i] = values((i + 1) * LONGEST / lengths, WIDTH);
        }
    }

    /** Closes the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** A run with one of them. */
    @Benchmark
    public Tensor run() {
        return session.run(mean, Tf.feed(x, inputs[random.nextInt(lengths)]));
    }
}

package dev.lamina.benchmarks;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.session.Threads;
import dev.lamina.tensor.DType;
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

/** What an operation on another type costs beside the same on float32, on a variable of 256 by 1024 elements. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dlamina.warmUp=false"})
public class ElementTypes {
    private static final int ROWS = 256;
    private static final int COLUMNS = 1024;

    /** What is done. */
    @Param({"add", "bias", "relu", "tanh", "sum", "sumOfColumns", "softmax", "product"})
    public String operation = "add";

    /** Of which type. */
    @Param({"FLOAT32", "FLOAT16", "BFLOAT16", "FLOAT64"})
    public String type = "FLOAT32";

    /** Threads that share the work. */
    @Param({"1", "2"})
    public int threads = 1;

    private final Tf tf = Tf.create();
    private final Session session = tf.session();
    private Node target = tf.group();

    /** Builds the operation. */
    @Setup
    public void build() {
        Threads.set(threads);
        DType dtype = DType.valueOf(type);
        tf.graph().setSeed(1);
        Output x = tf.cast(tf.randomNormal(ROWS, COLUMNS), dtype);
        Output bias = tf.cast(tf.randomNormal(COLUMNS), dtype);
        Output weight = tf.cast(tf.randomNormal(COLUMNS, ROWS), dtype);
        target = tf.group(result(
                tf.variable(x).read(),
                tf.variable(bias).read(),
                tf.variable(weight).read()));
        session.run(tf.globalVariablesInitializer());
    }

    private Output result(Output x, Output bias, Output weight) {
        return switch (operation) {
            case "add" -> tf.add(x, x);
            case "bias" -> tf.nn.biasAdd(x, bias);
            case "relu" -> tf.nn.relu(x);
            case "tanh" -> tf.tanh(x);
            case "sum" -> tf.reduceSum(x);
            case "sumOfColumns" -> tf.reduceSum(x, 0);
            case "softmax" -> tf.nn.softmax(x);
            case "product" -> tf.matmul(x, weight);
            default -> throw new IllegalArgumentException(operation);
        };
    }

    /** Closes the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** Computes it, and hands nothing out. */
    @Benchmark
    public void run() {
        session.run(target);
    }
}

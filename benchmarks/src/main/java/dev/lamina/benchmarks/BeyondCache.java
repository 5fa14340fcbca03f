package dev.lamina.benchmarks;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.op.train.ApplyAdam;
import dev.lamina.op.train.ApplyGradientDescent;
import dev.lamina.op.train.ApplyMomentum;
import dev.lamina.session.Session;
import dev.lamina.session.Threads;
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
 * Element-wise operations and optimizers' updates over variables of 256 MiB, through a session; {@link Limits} says what
 * part of the memory's bandwidth that is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dlamina.warmUp=false", "-Xmx6g"})
public class BeyondCache {
    private static final int ELEMENTS = 1 << 26;

    /** What is computed. */
    @Param({"add", "relu", "descent", "momentum", "adam"})
    public String operation = "add";

    /** Threads that share the work. */
    @Param({"1", "2"})
    public int threads = 1;

    private final Tf tf = Tf.create();
    private final Session session = tf.session();
    private Node target = tf.group();

    /** Bytes read and written, each array once a direction, as STREAM counts. */
    static double bytes(String operation) {
        int arrays = switch (operation) {
            case "relu" -> 2;
            case "add", "descent" -> 3;
            case "momentum" -> 5;
            case "adam" -> 7;
            default -> throw new IllegalArgumentException(operation);
        };
        return (double) arrays * Float.BYTES * ELEMENTS;
    }

    /** Builds the operation and fills the variables. */
    @Setup
    public void build() {
        Threads.set(threads);
        Variable a = variable();
        Variable b = variable();
        Output rate = tf.constant(0.001f);
        target = switch (operation) {
            case "add" -> tf.group(tf.add(a, b));
            case "relu" -> tf.group(tf.nn.relu(a));
            case "descent" -> ApplyGradientDescent.of(tf.scope(), a.ref(), rate, b);
            case "momentum" ->
                ApplyMomentum.of(tf.scope(), a.ref(), variable().ref(), rate, b, tf.constant(0.9f), false);
            case "adam" ->
                ApplyAdam.of(
                        tf.scope(),
                        a.ref(),
                        variable().ref(),
                        variable().ref(),
                        tf.constant(0.9f),
                        tf.constant(0.999f),
                        rate,
                        tf.constant(0.9f),
                        tf.constant(0.999f),
                        tf.constant(1e-8f),
                        b,
                        false);
            default -> throw new IllegalArgumentException(operation);
        };
        session.run(tf.globalVariablesInitializer());
    }

    private Variable variable() {
        return tf.variable(tf.ones(ELEMENTS));
    }

    /** Closes the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** One pass over the arrays. */
    @Benchmark
    public void pass() {
        session.run(target);
    }
}

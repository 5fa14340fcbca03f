package dev.lamina.benchmarks;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.session.Threads;
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
 * One step of training the lesson's networks through the public API, each batch fed from the caller's arrays: 784
 * inputs, ReLU layers, 10 classes, softmax cross-entropy, gradient descent.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dlamina.warmUp=false"})
public class TrainingStep {
    private static final int EXAMPLES = 55_000;
    private static final int INPUTS = 784;
    private static final int CLASSES = 10;

    /** The hidden layers' widths, with {@code x} between them. */
    @Param({"256", "1024x1024x1024", "none"})
    public String hidden = "256";

    /** Examples a step. */
    @Param("128")
    public int batch = 128;

    /** Threads that share the work. */
    @Param({"1", "2"})
    public int threads = 1;

    private final float[] images = new float[EXAMPLES * INPUTS];
    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, INPUTS), "x");
    private final Output y = tf.placeholder(DType.FLOAT32, Shape.of(-1, CLASSES), "y");
    private final Session session = tf.session();
    private Node train = tf.group();
    private float[] pixels = {};
    private float[] labels = {};
    private int at;

    /** Builds and initialises the network. */
    @Setup
    public void build() {
        Threads.set(threads);
        Random random = new Random(1);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        tf.graph().setSeed(1);
        Operand layer = x;
        int width = INPUTS;
        if (!hidden.equals("none")) {
            for (String each : hidden.split("x", -1)) {
                int next = Integer.parseInt(each);
                layer = tf.nn.relu(dense(layer, width, next));
                width = next;
            }
        }
        Output logits = dense(layer, width, CLASSES);
        Output cost = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(logits, y));
        train = tf.train.gradientDescent(0.001f).minimize(cost);
        session.run(tf.globalVariablesInitializer());
        pixels = new float[batch * INPUTS];
        labels = new float[batch * CLASSES];
        for (int i = 0; i < batch; i++) {
            labels[i * CLASSES + i % CLASSES] = 1;
        }
    }

    private Output dense(Operand input, int from, int to) {
        Operand weights = tf.variable(tf.truncatedNormal(0, (float) Math.sqrt(2.0 / from), from, to));
        return tf.add(tf.matmul(input, weights), tf.variable(tf.zeros(to)));
    }

    /** Closes the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** The next batch copied out of the data and a step of training with it. */
    @Benchmark
    public void step() {
        at = at + batch > EXAMPLES ? 0 : at;
        System.arraycopy(images, at * INPUTS, pixels, 0, pixels.length);
        at += batch;
        session.run(
                train, Feed.of(x, Tensor.wrap(pixels, batch, INPUTS)), Feed.of(y, Tensor.wrap(labels, batch, CLASSES)));
    }
}

package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.Output;
import dev.lamina.op.array.Tile;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a heap has room for once, but not for a copy of. */
class FullHeapTest {
    /** 40 MiB of float32. */
    private static final int SIZE = 10 << 20;

    /** What the other JVM, with less than twice or three times that, does. */
    public static void main(String[] what) {
        Tf tf = Tf.create();
        try (Session session = tf.session()) {
            if (what[0].equals("result")) {
                Output x = tf.placeholder(DType.FLOAT32, Shape.of(1), "x");
                Output y = Tile.of(tf.scope(), x, tf.constant(new int[] {SIZE}));
                session.run(y, feed(x, new float[] {1}));
            } else {
                tf.variable(tf.zeros(SIZE), "large");
                Tensor value = Tensor.zeros(DType.FLOAT32, Shape.of(SIZE));
                session.load(Map.of("large", value));
                try {
                    session.variables();
                } finally {
                    Reference.reachabilityFence(value); // its elements take their part of the heap until here
                }
            }
        } catch (ResourceExhaustedException e) {
            System.out.println(e.getMessage());
        }
    }

    private static String run(String heap, String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullHeapTest.class.getName(),
                        what)
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    @Test
    void aResultIsRefusedWithItsSize() throws IOException, InterruptedException {
        assertThat(run("-Xmx72m", "result"))
                .contains("OOM when allocating the copy of a result with shape[10485760] and type float32, 40 MiB;")
                .contains("node 'Tile' (Tile), made at FullHeapTest.java:")
                .contains("fetch less at a time", "-Xmx");
    }

    @Test
    void aVariableIsRefusedByName() throws IOException, InterruptedException {
        assertThat(run("-Xmx110m", "variable"))
                .contains("OOM when allocating a copy of variable 'large' with shape[10485760] and type float32")
                .contains("-Xmx");
    }
}

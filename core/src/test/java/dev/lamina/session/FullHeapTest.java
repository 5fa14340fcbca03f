package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Output;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Tile;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.If;
import dev.lamina.op.flow.While;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a heap has room for once, but not for a copy of. */
class FullHeapTest {
    /** 40 MiB of float32. */
    private static final int SIZE = 10 << 20;

    /** What the other JVM, with less than twice or three times that, does. */
    public static void main(String[] what) {
        Tf tf = Tf.create();
        try (Session session = tf.session()) {
            if (what[0].equals("branch") || what[0].equals("loop")) {
                runInRegions(tf, session, what[0].equals("loop"));
            } else if (what[0].equals("result")) {
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

    /** Something that is too large, twice, and then something that is not. */
    private static void runInRegions(Tf tf, Session session, boolean isLoop) {
        FunctionMaker maker = new FunctionMaker(tf.graph());
        Output which = tf.placeholder(DType.BOOL, Shape.scalar(), "which");
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1), "x");
        FunctionReference same = maker.function("same", List.of(x), (_, given, _) -> given);
        Output y;
        if (isLoop) {
            FunctionReference no = maker.function("no", List.of(x), (scope, _, _) -> List.of(Const.of(scope, false)));
            FunctionReference twice = maker.function(
                    "twice",
                    List.of(x),
                    (scope, given, _) -> List.of(
                            ConcatV2.of(scope, List.of(given.getFirst(), given.getFirst()), Const.of(scope, 0))));
            y = While.of(tf.scope().named("loop"), no, twice, List.of(x)).getFirst();
        } else {
            FunctionReference zero =
                    maker.function("zero", List.of(x), (scope, _, _) -> List.of(Const.of(scope, new float[1])));
            y = If.of(tf.scope().named("cond"), which, same, zero, List.of(x)).getFirst();
        }
        Output first = tf.reduceSum(tf.multiply(y, y));
        Tensor large = Tensor.zeros(DType.FLOAT32, Shape.of(SIZE));
        for (int size : new int[] {SIZE, SIZE, 5}) {
            Tensor value = size == SIZE ? large : Tensor.of(new float[] {2, 2, 2, 2, 2});
            try {
                System.out.println("sum "
                        + session.run(first, feed(which, true), feed(x, value)).floatValue());
            } catch (ResourceExhaustedException e) {
                System.out.println(e.getMessage());
            }
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

    @ParameterizedTest
    @ValueSource(strings = {"branch", "loop"})
    void whatABranchOrALoopMakesIsRefusedAndSoItIsAgain(String what) throws IOException, InterruptedException {
        String printed = run("-Xmx72m", what);
        String op = what.equals("branch") ? "If" : "While";
        assertThat(printed.split("OOM when allocating what " + op + " makes as it runs \\(inputs: ", -1))
                .as(printed)
                .hasSize(3);
        assertThat(printed).contains("float32[10485760])", "(" + op + "), made at FullHeapTest.java:", "sum 20.0");
    }

    @Test
    void aVariableIsRefusedByName() throws IOException, InterruptedException {
        assertThat(run("-Xmx110m", "variable"))
                .contains("OOM when allocating a copy of variable 'large' with shape[10485760] and type float32")
                .contains("-Xmx");
    }
}

package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.Tf;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.Operand;
import dev.lamina.op.array.BroadcastTo;
import dev.lamina.op.array.LinSpace;
import dev.lamina.op.array.OneHot;
import dev.lamina.op.array.Pad;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Tile;
import dev.lamina.op.linalg.BatchMatMulV2;
import dev.lamina.op.random.Multinomial;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What asks for more than an array or the heap holds is refused by name. */
class ExhaustionTest {
    private static final int MANY = 1 << 16;

    private final Tf tf = Tf.create();

    private static Arguments of(String op, String shapes, Function<Tf, Operand> fetch) {
        return Arguments.of(op, shapes, fetch);
    }

    private static Operand column(Tf tf) {
        return tf.reshape(tf.cast(tf.placeholder(DType.INT32, Shape.of(MANY), "x"), DType.FLOAT32), MANY, 1);
    }

    private static Operand row(Tf tf) {
        return tf.reshape(column(tf), 1, MANY);
    }

    static Stream<Arguments> tooLarge() {
        String both = "float32[65536,1], Reshape_2:0 float32[1,65536]";
        String square = "shape[65536,65536]";
        return Stream.of(
                of("MatMul", square, tf -> tf.matmul(column(tf), row(tf))),
                of("MatMul", both, tf -> tf.matmul(column(tf), row(tf))),
                of("Mul", both, tf -> tf.multiply(column(tf), row(tf))),
                of("Maximum", square, tf -> tf.maximum(column(tf), row(tf))),
                of("SquaredDifference", square, tf -> tf.squaredDifference(column(tf), row(tf))),
                of(
                        "BatchMatMulV2",
                        "shape[1,65536,65536]",
                        tf -> BatchMatMulV2.of(
                                tf.scope(), tf.expandDims(column(tf), 0), tf.expandDims(row(tf), 0), false, false)),
                of("Tile", "float32[65536,1]", tf -> Tile.of(tf.scope(), column(tf), tf.constant(new int[] {1, MANY}))),
                of(
                        "Tile",
                        "shape[9223372036854775807,1]",
                        tf -> Tile.of(tf.scope(), column(tf), tf.constant(new long[] {1L << 60, 1}))),
                of(
                        "BroadcastTo",
                        square,
                        tf -> BroadcastTo.of(tf.scope(), column(tf), tf.constant(new int[] {MANY, MANY}))),
                of(
                        "Pad",
                        "shape[65536,65537]",
                        tf -> Pad.of(tf.scope(), column(tf), tf.constant(new int[][] {{0, 0}, {MANY, 0}}))),
                of(
                        "OneHot",
                        square,
                        tf -> OneHot.of(
                                tf.scope(),
                                tf.placeholder(DType.INT32, Shape.of(MANY), "x"),
                                tf.constant(MANY),
                                tf.constant(1f),
                                tf.constant(0f))),
                of("Fill", square, tf -> tf.zeros(MANY, MANY)),
                of("Fill", "shape[1099511627776]", tf -> tf.zeros(1L << 40)),
                of("Fill", "shape[0,4294967296]", tf -> tf.ones(0, 1L << 32)),
                of(
                        "Range",
                        "shape[4294967296]",
                        tf -> Range.of(tf.scope(), tf.constant(0L), tf.constant(1L << 32), tf.constant(1L))),
                of(
                        "LinSpace",
                        "shape[4294967296]",
                        tf -> LinSpace.of(tf.scope(), tf.constant(0f), tf.constant(1f), tf.constant(1L << 32))),
                of("Mul", both, tf -> tf.shape(tf.multiply(column(tf), row(tf)))),
                of("TruncatedNormal", square, tf -> tf.truncatedNormal(MANY, MANY)));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void moreElementsThanAnArrayHolds(String op, String shapes, Function<Tf, Operand> fetch) {
        var y = fetch.apply(tf);
        try (var session = tf.session()) {
            Feed[] feeds = tf.graph().nodes().stream()
                    .filter(node -> node.name().startsWith("x"))
                    .map(node -> feed(node.output(0), new int[MANY]))
                    .toArray(Feed[]::new);
            assertThatExceptionOfType(ResourceExhaustedException.class)
                    .isThrownBy(() -> session.run(y, feeds))
                    .withMessageContaining(op + ": OOM when allocating tensor with shape[")
                    .withMessageContaining(shapes)
                    .withMessageContaining("ExhaustionTest.java:");
        }
    }

    @Test
    void aVariable() {
        tf.variable(tf.zeros(MANY, MANY), "huge");
        try (var session = tf.session()) {
            assertThatExceptionOfType(ResourceExhaustedException.class)
                    .isThrownBy(() -> session.run(tf.globalVariablesInitializer()))
                    .withMessageContaining("[65536,65536]")
                    .withMessageContaining("node 'huge'")
                    .withMessageContaining("ExhaustionTest.java:");
        }
    }

    @Test
    void moreThanTheHeapHolds() {
        assumeTrue(Runtime.getRuntime().maxMemory() < 16L << 30, "16 GiB of float64 fit into this heap");
        var x = tf.placeholder(DType.FLOAT64, Shape.of(1), "x");
        var y = Tile.of(tf.scope(), x, tf.constant(new int[] {Shape.MOST_ELEMENTS}));
        var small = tf.negative(x);
        try (var session = tf.session()) {
            session.run(small, feed(x, new double[1]));
            assertThatExceptionOfType(ResourceExhaustedException.class)
                    .isThrownBy(() -> session.run(y, feed(x, new double[1])))
                    .withMessageContaining("OOM when allocating 16383 MiB")
                    .withMessageContaining("node 'Tile' (Tile), made at ExhaustionTest.java:")
                    .withMessageContaining("-Xmx");
            assertThat(session.run(small, feed(x, new double[] {1})).doubles()).containsExactly(-1);
        }
    }

    @Test
    void moreWorkspaceThanTheHeapHolds() {
        assumeTrue(Runtime.getRuntime().maxMemory() < 16L << 30, "16 GiB of float64 fit into this heap");
        var x = tf.placeholder(DType.FLOAT32, Shape.of(1, 1), "x");
        var logits = Tile.of(tf.scope(), x, tf.constant(new int[] {1, Shape.MOST_ELEMENTS}));
        var y = Multinomial.of(tf.scope(), logits, tf.constant(1));
        try (var session = tf.session()) {
            assertThatExceptionOfType(ResourceExhaustedException.class)
                    .isThrownBy(() -> session.run(y, feed(x, new float[1][1])))
                    .withMessageContaining("OOM when allocating the workspace of Multinomial (inputs: ")
                    .withMessageContaining("float32[1,2147483631]")
                    .withMessageContaining("(Multinomial), made at ExhaustionTest.java:")
                    .withMessageContaining("-Xmx");
        }
    }

    @Test
    void aVariableThatTheHeapDoesNotHold() {
        assumeTrue(Runtime.getRuntime().maxMemory() < 16L << 30, "16 GiB of float64 fit into this heap");
        tf.variable(tf.zeros(DType.FLOAT64, Shape.MOST_ELEMENTS), "huge");
        try (var session = tf.session()) {
            assertThatExceptionOfType(ResourceExhaustedException.class)
                    .isThrownBy(() -> session.run(tf.globalVariablesInitializer()))
                    .withMessageContaining(
                            "OOM when allocating variable 'huge' with shape[2147483631] and type float64")
                    .withMessageContaining("node 'huge' (VariableV2), made at ExhaustionTest.java:");
        }
    }
}

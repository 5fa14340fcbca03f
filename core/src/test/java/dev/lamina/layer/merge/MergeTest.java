package dev.lamina.layer.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Phase;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MergeTest {
    private final Tf tf = Tf.create();
    private final Output a = tf.constant(new float[][] {{1, -2, 3}, {4, 5, -6}});
    private final Output b = tf.constant(new float[][] {{2, 3, -1}, {0.5f, 5, 1}});
    private final Output c = tf.constant(new float[][] {{10}, {20}});

    private Output merged(Layer layer, Output... inputs) {
        return layer.build(tf.scope().nested(layer.name()), List.of(inputs))
                .apply(tf.scope(), List.of(inputs), Phase.TRAINING);
    }

    private Tensor value(Layer layer, Output... inputs) {
        try (Session session = tf.session()) {
            return session.run(merged(layer, inputs));
        }
    }

    private static Tensor rows(float[]... rows) {
        return Tensor.of(rows);
    }

    @Test
    void elementByElement() {
        assertThat(value(new Add(), a, b)).isEqualTo(rows(new float[] {3, 1, 2}, new float[] {4.5f, 10, -5}));
        assertThat(value(new Add(), a, b, c)).isEqualTo(rows(new float[] {13, 11, 12}, new float[] {24.5f, 30, 15}));
        assertThat(value(new Subtract(), a, b)).isEqualTo(rows(new float[] {-1, -5, 4}, new float[] {3.5f, 0, -7}));
        assertThat(value(new Multiply(), a, b, a)).isEqualTo(rows(new float[] {2, 12, -9}, new float[] {8, 125, 36}));
        assertThat(value(new Maximum(), a, b)).isEqualTo(rows(new float[] {2, 3, 3}, new float[] {4, 5, 1}));
        assertThat(value(new Minimum(), a, b, c)).isEqualTo(rows(new float[] {1, -2, -1}, new float[] {0.5f, 5, -6}));
        assertThat(value(new Average(), a, b, c))
                .isEqualTo(rows(new float[] {13 / 3f, 11 / 3f, 4}, new float[] {24.5f / 3, 10, 5}));
        assertThat(value(new Add(), a)).isEqualTo(rows(new float[] {1, -2, 3}, new float[] {4, 5, -6}));
    }

    @Test
    void axesAreAddedBehindThatOfTheExamples() {
        Output sequence = tf.constant(new float[][][] {{{1, 2, 3}, {4, 5, 6}}, {{1, 1, 1}, {2, 0, 1}}});
        assertThat(value(new Multiply(), sequence, a)).isEqualTo(Tensor.of(new float[][][] {
            {{1, -4, 9}, {4, -10, 18}}, {{4, 5, -6}, {8, 0, -6}}
        }));
    }

    @Test
    void sideBySide() {
        assertThat(value(new Concatenate(), a, c))
                .isEqualTo(rows(new float[] {1, -2, 3, 10}, new float[] {4, 5, -6, 20}));
        Output steps = tf.constant(new float[][][] {{{1}, {2}}});
        assertThat(value(new Concatenate().axis(1), steps, steps)).isEqualTo(Tensor.of(new float[][][] {
            {{1}, {2}, {1}, {2}}
        }));
    }

    @Test
    void sumsOfProducts() {
        assertThat(value(new Dot(1), a, b)).isEqualTo(rows(new float[] {-7}, new float[] {21}));
        float[] cosines = value(new Dot(-1).normalize(), a, b).floats();
        assertThat((double) cosines[0]).isCloseTo(-7 / Math.sqrt(14 * 14), within(1e-6));
        assertThat((double) cosines[1]).isCloseTo(21 / Math.sqrt(77 * 26.25), within(1e-6));
        Output x = tf.constant(new float[][][] {{{1, 2}, {3, 4}, {5, 6}}});
        Output y = tf.constant(new float[][][] {{{1, 0, 2}, {0, 1, 1}}});
        // [1, 3, 2] by its axis 1 with [1, 2, 3] by its axis 2: [1, 2, 2].
        assertThat(value(new Dot(1, 2), x, y)).isEqualTo(Tensor.of(new float[][][] {{{11, 8}, {14, 10}}}));
        assertThat(value(new Dot(2, 1), x, y)).isEqualTo(Tensor.of(new float[][][] {{{1, 2, 4}, {3, 4, 10}, {5, 6, 16}}
        }));
        Output vector = tf.constant(new float[][] {{1, 2}});
        assertThat(value(new Dot(-1), vector, x)).isEqualTo(rows(new float[] {5, 11, 17}));
    }

    private Output sequence(boolean... steps) {
        Output sequence = tf.constant(new float[1][steps.length][2]);
        Mask.give(sequence, tf.constant(new boolean[][] {steps}));
        return sequence;
    }

    private Tensor mask(Output result) {
        try (Session session = tf.session()) {
            return session.run(Objects.requireNonNull(Mask.of(result)));
        }
    }

    @Test
    void aStepCountsWhereItDoesInAllThatHaveAMask() {
        Output one = sequence(true, true, false);
        Output other = sequence(true, false, true);
        Output plain = tf.constant(new float[1][3][2]);
        assertThat(mask(merged(new Add(), one, other))).isEqualTo(Tensor.of(new boolean[][] {{true, false, false}}));
        assertThat(mask(merged(new Maximum(), plain, one))).isEqualTo(Tensor.of(new boolean[][] {{true, true, false}}));
        assertThat(mask(merged(new Concatenate(), one, other)))
                .isEqualTo(Tensor.of(new boolean[][] {{true, false, false}}));
        assertThat(mask(merged(new Concatenate().axis(1), one, plain)))
                .isEqualTo(Tensor.of(new boolean[][] {{true, true, false, true, true, true}}));
        assertThat(Mask.of(merged(new Add(), plain, plain))).isNull();
        assertThat(Mask.of(merged(new Concatenate().axis(1), plain, plain))).isNull();
        assertThat(Mask.of(merged(new Dot(2), one, other))).isNull();
    }

    @Test
    void theyHaveKerassNamesAndMayHaveOthers() {
        List<Merge> all = List.of(
                new Add(),
                new Subtract(),
                new Multiply(),
                new Average(),
                new Maximum(),
                new Minimum(),
                new Concatenate(),
                new Dot(1));
        assertThat(all)
                .extracting(Merge::name)
                .containsExactly("add", "subtract", "multiply", "average", "maximum", "minimum", "concatenate", "dot");
        assertThat(all)
                .allSatisfy(each -> assertThat(each.named("other").name()).isEqualTo("other"))
                .allSatisfy(each ->
                        assertThat(each.named("other").named(each.name())).isEqualTo(each));
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        assertThatThrownBy(() -> merged(new Subtract(), a, b, c))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("subtract takes 2 inputs, but is given");
        assertThatThrownBy(() -> merged(new Dot(1), a)).hasMessageContaining("dot takes 2 inputs");
        assertThatThrownBy(() -> merged(new Add())).hasMessageContaining("add takes 1 input or more");
        Output numbers = tf.placeholder(DType.INT32, Shape.of(-1, 3), "numbers");
        assertThatThrownBy(() -> merged(new Average(), a, numbers)).hasMessageContaining("inputs of one type");
        assertThatThrownBy(() -> new Concatenate().axis(0)).hasMessageContaining("along axis 0");
        assertThatThrownBy(() -> merged(new Concatenate().axis(2), a, b)).hasMessageContaining("along axis 2");
        assertThatThrownBy(() -> new Dot(0)).hasMessageContaining("along axis 0");
        assertThatThrownBy(() -> merged(new Dot(1), a, c)).hasMessageContaining("axes of one length");
        assertThatThrownBy(() -> merged(new Dot(2), a, b)).hasMessageContaining("dot sums along axis 2");
        assertThatThrownBy(() -> new dev.lamina.layer.Dense(1).build(tf.scope(), List.of(a, b)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("dense takes one input");
        assertThatThrownBy(() -> new dev.lamina.layer.Dense(1)
                        .build(tf.scope(), a)
                        .apply(tf.scope(), List.of(a, b), Phase.TRAINING))
                .hasMessageContaining("a layer of one input is given");
    }
}

package dev.lamina.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ShapingLayersTest {
    private static final Tensor MATRICES = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6}, 1, 2, 3);

    private final Tf tf = Tf.create();

    private Tensor run(Layer layer, Tensor value, Phase phase) {
        Output x = tf.placeholder(DType.FLOAT32, value.shape().with(0, -1), "x");
        Output y = tf.layers.apply(layer, x, phase);
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            Tensor result = session.run(y, Tf.feed(x, value));
            assertThat(y.shape().isCompatibleWith(result.shape())).isTrue();
            assertThat(y.shape().rank()).isEqualTo(result.shape().rank());
            return result;
        }
    }

    @Test
    void examplesAreReshapedPermutedAndRepeated() {
        assertThat(run(new Reshape(3, 2), MATRICES, Phase.INFERENCE)).isEqualTo(MATRICES.reshape(1, 3, 2));
        assertThat(run(new Reshape(-1, 1), MATRICES, Phase.INFERENCE)).isEqualTo(MATRICES.reshape(1, 6, 1));
        assertThat(run(new Permute(2, 1), MATRICES, Phase.INFERENCE))
                .isEqualTo(Tensor.wrap(new float[] {1, 4, 2, 5, 3, 6}, 1, 3, 2));
        assertThat(run(new RepeatVector(2), Tensor.of(new float[][] {{1, 2}, {3, 4}}), Phase.INFERENCE))
                .isEqualTo(Tensor.wrap(new float[] {1, 2, 1, 2, 3, 4, 3, 4}, 2, 2, 2));
        Output open = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1, 3), "open");
        Output y = tf.layers.apply(new Reshape(-1), open, Phase.INFERENCE);
        try (Session session = tf.session()) {
            assertThat(session.run(y, Tf.feed(open, MATRICES))).isEqualTo(MATRICES.reshape(1, 6));
        }
    }

    @Test
    void softmaxGoesAlongAnyAxis() {
        Tensor logits = Tensor.wrap(new float[] {0, 0, (float) Math.log(3), 0}, 1, 2, 2);
        assertThat(run(new Softmax(1), logits, Phase.INFERENCE).floats())
                .containsExactly(new float[] {0.25f, 0.5f, 0.75f, 0.5f}, within(1e-6f));
        assertThat(run(new Softmax(), logits, Phase.INFERENCE).floats())
                .containsExactly(new float[] {0.5f, 0.5f, 0.75f, 0.25f}, within(1e-6f));
    }

    @Test
    void theParametricRectifierHasFactors() {
        Layer own = new PReLU().alpha(Parameter.of(Initializer.constant(0.5f)));
        assertThat(run(own, Tensor.of(new float[][] {{-2, 3}}), Phase.INFERENCE))
                .isEqualTo(Tensor.of(new float[][] {{-1, 3}}));
        run(((PReLU) own).sharedAxes(1), MATRICES, Phase.INFERENCE);
        assertThat(tf.graph().variables().stream().map(Variable::shape)).containsExactly(Shape.of(2), Shape.of(1, 3));
        assertThat(tf.graph().variables().getFirst().name()).isEqualTo("p_re_lu/alpha:0");
    }

    @Test
    void groupsAreNormalised() {
        Tensor image = Tensor.wrap(new float[] {1, 3, 10, 10, 5, 7, 30, 30}, 1, 2, 1, 4);
        float[] y = run(new GroupNormalization(2).epsilon(0), image, Phase.INFERENCE)
                .floats();
        float s = (float) Math.sqrt(5);
        assertThat(y).containsExactly(new float[] {-3 / s, -1 / s, -1, -1, 1 / s, 3 / s, 1, 1}, within(1e-5f));
        assertThat(tf.graph().variables().stream().map(Variable::name))
                .containsExactly("group_normalization/gamma:0", "group_normalization/beta:0");
        assertThat(run(new GroupNormalization(-1).epsilon(0), image, Phase.TRAINING)
                        .floats())
                .containsExactly(new float[] {-1, -1, -1, -1, 1, 1, 1, 1}, within(1e-5f));
    }

    @Test
    void noiseIsForTrainingAlone() {
        tf.graph().setSeed(1);
        Output x = tf.zeros(5000);
        assertThat(tf.layers.apply(new GaussianNoise(2), x, Phase.INFERENCE)).isEqualTo(x);
        Output y = tf.layers.apply(new GaussianNoise(2), x, Phase.TRAINING);
        try (Session session = tf.session()) {
            double squares = 0;
            for (float value : session.run(y).floats()) {
                squares += value * value;
            }
            assertThat(squares / 5000).isCloseTo(4, within(0.4));
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Permute(1, 1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("each of the axes from 1 on once, got [1, 1]");
        assertThatThrownBy(() -> new Reshape(-1, -1)).hasMessageContaining("at most one of -1");
        assertThatThrownBy(() -> run(new Reshape(4), MATRICES, Phase.INFERENCE))
                .hasMessageContaining("cannot make examples of shape [4] of [2,3]");
        assertThatThrownBy(() -> new RepeatVector(0)).hasMessageContaining("1 step or more, got 0");
        assertThatThrownBy(() -> run(new RepeatVector(2), MATRICES, Phase.INFERENCE))
                .hasMessageContaining("two axes");
        assertThatThrownBy(() -> run(new Softmax(3), MATRICES, Phase.INFERENCE)).hasMessageContaining("an axis 3");
        assertThatThrownBy(() -> run(new GroupNormalization(2), MATRICES, Phase.INFERENCE))
                .hasMessageContaining("cannot part 3 channels into 2 groups");
        assertThatThrownBy(() -> new GaussianNoise(-1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> run(new PReLU().sharedAxes(3), MATRICES, Phase.INFERENCE))
                .hasMessageContaining("can share axes 1 to 2");
    }
}

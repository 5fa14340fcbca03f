package dev.lamina.op.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final Tf tf = Tf.create();

    private Tensor run(Output output, Feed... feeds) {
        try (Session session = new Session(tf.graph())) {
            return session.run(output, feeds);
        }
    }

    @Test
    void whatIsTooShortHasNoFrame() {
        Output frames = tf.signal.frame(tf.constant(new float[][] {{1, 2}, {3, 4}}), 3, 1);
        assertThat(frames.shape()).isEqualTo(Shape.of(2, 0, 3));
        assertThat(run(frames)).isEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 3)));
    }

    @Test
    void framesOfAnyNumberOfSignalsAreCutAndJoined() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 6), "x");
        Output back = tf.signal.overlapAndAdd(tf.signal.frame(x, 2, 2), 2);
        Tensor signals = Tensor.of(new float[][] {{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 11, 12}});
        assertThat(run(back, Feed.of(x, signals))).isEqualTo(signals);
    }

    @Test
    void lengthsThatAreNotKnownAreRefused() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1), "x");
        assertThatThrownBy(() -> tf.signal.rfft(x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the extent of axis -1 of shape [?] has to be known");
        assertThatThrownBy(() -> tf.signal.frame(tf.constant(new float[4]), 0, 1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("a frame length is at least 1, not 0");
        assertThatThrownBy(() -> tf.signal.dct(tf.constant(new float[4]), 4))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("type 4 is none of 2 and 3");
    }

    @Test
    void cosineTransformsUndoEachOther() {
        Output x = tf.constant(new double[] {1, -2, 0.5, 7, 3});
        double[] twice = run(tf.signal.dct(tf.signal.dct(x, 2), 3)).doubles();
        assertThat(twice[3] / 10).isEqualTo(7, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(twice[1] / 10).isEqualTo(-2, org.assertj.core.api.Assertions.within(1e-12));
    }
}

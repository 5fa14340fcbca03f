package dev.lamina.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Output;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomStatesTest {
    private final Tf tf = Tf.create();
    private final Output unseeded = tf.named("u").randomUniform(3);
    private final Output normal = tf.named("n").randomNormal(4);
    private final Output shuffled = tf.named("s").randomShuffle(tf.range(0, 9, 1));
    private final List<Output> all = List.of(unseeded, normal, shuffled);

    @Test
    void aSessionGoesOnWhereAnotherStood() {
        try (Session one = tf.session();
                Session other = tf.session()) {
            one.run(all);
            one.run(all);
            Map<String, Tensor> states = one.randomStates();
            assertThat(states).hasSize(3);
            other.loadRandomStates(states);
            assertThat(other.randomStates()).isEqualTo(states);
            assertEqual(one.run(all), other.run(all));
            assertEqual(one.run(all), other.run(all));
        }
    }

    @Test
    void compiledProgramsGoBackToo() {
        try (Session session = tf.session()) {
            session.run(all);
            Map<String, Tensor> states = session.randomStates();
            Results first = session.run(all);
            session.loadRandomStates(states);
            assertEqual(session.run(all), first);
        }
    }

    private void assertEqual(Results one, Results other) {
        for (Output each : all) {
            assertThat(one.get(each)).isEqualTo(other.get(each));
        }
    }

    @Test
    void whatIsNoStateIsRefused() {
        try (Session session = tf.session()) {
            assertThatThrownBy(() -> session.loadRandomStates(Map.of("m", Tensor.of(new long[3]))))
                    .isInstanceOf(NotFoundException.class);
            String name = unseeded.node().name();
            assertThatThrownBy(() -> session.loadRandomStates(Map.of(name, Tensor.of(new long[2]))))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("must be int64[3], but is int64[2]");
        }
    }
}

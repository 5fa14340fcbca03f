package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a training's state says of random operations. */
class SavedStateTest {
    private final Tf tf = Tf.create();

    private static SavedState state(Map<String, Tensor> randomStates) {
        Map<String, Tensor> tensors = randomStates.entrySet().stream()
                .collect(Collectors.toMap(each -> StateTensors.RANDOM + each.getKey(), Map.Entry::getValue));
        return new SavedState("run", 0, 0, tensors);
    }

    @Test
    void thoseWithinBranchesAreOfTheModelToo() {
        Output which = tf.placeholder(DType.BOOL, Shape.scalar(), "which");
        Output drawn = tf.cond(which, t -> t.randomUniform(3), t -> t.randomNormal(3));
        try (Session one = tf.session();
                Session other = tf.session()) {
            one.run(drawn, Tf.feed(which, true));
            one.run(drawn, Tf.feed(which, false));
            Map<String, Tensor> saved = one.randomStates();
            assertThat(saved).hasSize(2);
            other.loadRandomStates(state(saved).randomStates(other));
            assertThat(other.run(drawn, Tf.feed(which, true))).isEqualTo(one.run(drawn, Tf.feed(which, true)));
            SavedState foreign = state(Map.of("cond/else/random_uniform", Tensor.of(new long[3])));
            assertThatThrownBy(() -> foreign.randomStates(other))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("a random operation 'cond/else/random_uniform', the model none");
        }
    }
}

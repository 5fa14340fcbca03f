package dev.lamina.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Names, scopes, control dependencies and what is refused while a graph is built. */
class GraphTest {
    private final Tf tf = Tf.create();

    @Test
    void variablesAreNamedAsTensorFlowNamesThem() {
        assertThat(tf.variable(tf.zeros(2)).name()).isEqualTo("Variable:0");
        assertThat(tf.variable(tf.zeros(2)).name()).isEqualTo("Variable_1:0");
        assertThat(tf.variable(tf.zeros(2), "weights").name()).isEqualTo("weights:0");
        assertThat(tf.scope("layer").variable(tf.zeros(2), "weights").name()).isEqualTo("layer/weights:0");
        assertThat(tf.scope("layer").variable(tf.zeros(2), "weights").name()).isEqualTo("layer_1/weights:0");
        assertThat(tf.named("a").scope("b").constant(1).name()).isEqualTo("b/a:0");
        assertThat(tf.graph().contains("Variable_1/Assign")).isTrue();
        assertThat(tf.graph().contains("Variable_1/read")).isTrue();
    }

    @Test
    void variablesToTrainAreFoundByPattern() {
        tf.variable(tf.zeros(2), "body/weights");
        var weights = tf.variable(tf.zeros(2), "head/weights");
        var bias = tf.variable(tf.zeros(2), "head/bias");
        assertThat(tf.graph().trainableVariables("head/.*")).containsExactly(weights, bias);
        assertThatThrownBy(() -> tf.graph().trainableVariables("tail/.*"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("[body/weights, head/weights, head/bias]");
        assertThatThrownBy(() -> tf.graph().trainableVariables("head/("))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("no regular expression");
    }

    @Test
    void caseDoesNotTellNamesApart() {
        assertThat(tf.named("x").constant(1).name()).isEqualTo("x:0");
        assertThat(tf.named("X").constant(1).name()).isEqualTo("X_1:0");
        assertThatThrownBy(() -> tf.named("_x").constant(1)).hasMessageContaining("not a valid name");
    }

    @Test
    void controlInputsAreKept() {
        var first = tf.constant(1);
        var second = tf.after(first).constant(2);
        assertThat(second.node().controlInputs()).containsExactly(first.node());
    }

    @Test
    void findsByNameAndSuggests() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(2), "features");
        assertThat(tf.graph().output("features:0")).isEqualTo(x);
        assertThatThrownBy(() -> tf.graph().output("feature:0"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("did you mean 'features'?");
        assertThatThrownBy(() -> tf.graph().output("features:1")).hasMessageContaining("has 1 outputs");
    }

    @Test
    void aTensorsNameFindsItsNode() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        var w = tf.variable(tf.zeros(2), "w");
        assertThat(tf.graph().node("x:0")).isEqualTo(x.node());
        assertThat(tf.graph().contains("x:0")).isTrue();
        assertThat(tf.graph().contains("x:1")).isFalse();
        assertThat(tf.graph().contains("y:0")).isFalse();
        assertThatThrownBy(() -> tf.graph().node("x:one")).isInstanceOf(NotFoundException.class);
        assertThat(tf.graph().trainableVariables(w.name())).containsExactly(w);
    }

    @Test
    void anErrorNamesBothShapesAndTheLine() {
        var a = tf.placeholder(DType.FLOAT32, Shape.of(128, 784), "a");
        var b = tf.placeholder(DType.FLOAT32, Shape.of(10, 784), "b");
        assertThatThrownBy(() -> tf.matmul(a, b))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[128,784]")
                .hasMessageContaining("[10,784]")
                .hasMessageContaining("'MatMul' (MatMul), made at GraphTest.java:");
        assertThatThrownBy(() -> tf.add(a, tf.constant(1)))
                .hasMessageContaining("is of type int32, but float32 is needed here")
                .hasMessageContaining("tf.cast");
        assertThatThrownBy(() -> tf.add(a, Tf.create().constant(1f))).hasMessageContaining("belongs to another graph");
    }
}

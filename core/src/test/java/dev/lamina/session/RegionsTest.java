package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.compiler.region.VariableStore;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Programs of one fetch share what does not depend on shapes, as long as one of them is there. */
class RegionsTest {
    private final Tf tf = Tf.create();
    private final Programs programs = new Programs(tf.graph(), new VariableStore(), _ -> {});
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1), "x");

    private void run(Output fetch, int size) {
        Feed[] feeds = {feed(x, new float[size])};
        programs.release(programs.acquire(fetch, feeds));
    }

    @Test
    void oneForAllShapes() {
        Output tanh = tf.tanh(x);
        run(tanh, 1);
        run(tanh, 2);
        assertThat(programs.compiled()).isEqualTo(2);
        assertThat(programs.regionCount()).isEqualTo(1);
        run(tf.negative(x), 1);
        assertThat(programs.regionCount()).isEqualTo(2);
    }

    @Test
    void noneWithoutAProgram() {
        Output tanh = tf.tanh(x);
        run(tanh, 1);
        run(tanh, 2);
        run(tf.negative(x), 1);
        programs.setLimit(0);
        assertThat(programs.idleCount()).isEqualTo(1);
        assertThat(programs.regionCount()).as("of what ran last").isEqualTo(1);
        programs.close();
        assertThat(programs.regionCount()).isZero();
    }
}

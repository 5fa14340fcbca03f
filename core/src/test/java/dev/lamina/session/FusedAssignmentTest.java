package dev.lamina.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.RangeKernel;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Variable;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operation that gives a variable its first value does so too where it could run range by range. */
class FusedAssignmentTest {
    private Tf tf = Tf.create();
    private Output x;
    private Variable w;

    /** An assignment as a user might write it. */
    @OpDef(
            inputs = {"ref: Ref(float)", "value: float"},
            outputs = "output_ref: Ref(float)",
            stateful = true)
    record AssignByRanges() implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(c.shape(1));
        }

        @Override
        public Access access(int input) {
            return Access.ASSIGN;
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return new Copy(c.inputShape(1).size());
        }
    }

    private static final class Copy implements RangeKernel {
        private final int size;
        private float[] from = {};
        private float[] to = {};

        Copy(int size) {
            this.size = size;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void begin(Buffer[] inputs, Buffer[] outputs) {
            to = inputs[0].floats();
            from = inputs[1].floats();
        }

        @Override
        public void run(int first, int end) {
            System.arraycopy(from, first, to, first, end - first);
        }

        @Override
        public void end() {
            from = new float[0];
            to = new float[0];
        }

        @Override
        public void run(Buffer[] inputs, Buffer[] outputs) {
            begin(inputs, outputs);
            run(0, size);
            end();
        }
    }

    @BeforeEach
    void variable() {
        tf = Tf.create();
        x = tf.placeholder(DType.FLOAT32, Shape.of(3), "x");
        w = tf.variable(tf.zeros(3), "w");
    }

    private Output assign(Output value) {
        return Scope.of(tf.graph())
                .node(new AssignByRanges(), List.of(w.ref(), value))
                .output(0);
    }

    @Test
    void behindWhatMakesTheValue() {
        assertRuns(assign(tf.multiply(x, tf.constant(2f))), new float[] {2, 4, 6}, new float[] {2, 4, 6});
    }

    @Test
    void beforeWhatReadsIt() {
        assertRuns(tf.multiply(assign(x), tf.constant(2f)), new float[] {2, 4, 6}, new float[] {1, 2, 3});
    }

    @Test
    void betweenTheTwo() {
        Output doubled = assign(tf.multiply(x, tf.constant(2f)));
        assertRuns(tf.multiply(doubled, tf.constant(2f)), new float[] {4, 8, 12}, new float[] {2, 4, 6});
    }

    private void assertRuns(Output fetch, float[] result, float[] variable) {
        try (Session session = tf.session()) {
            assertThat(session.run(fetch, Feed.of(x, Tensor.of(new float[] {1, 2, 3}))))
                    .isEqualTo(Tensor.of(result));
            assertThat(session.run(w)).isEqualTo(Tensor.of(variable));
        }
    }
}

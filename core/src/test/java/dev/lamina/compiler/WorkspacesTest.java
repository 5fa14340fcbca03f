package dev.lamina.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.RangeKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.junit.jupiter.api.Test;

class WorkspacesTest {
    private static final Kernel WHOLE = (_, _) -> {};
    private static final Kernel RANGES = new RangeKernel() {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public void begin(Buffer[] inputs, Buffer[] outputs) {}

        @Override
        public void run(int from, int to) {}

        @Override
        public void end() {}

        @Override
        public void run(Buffer[] inputs, Buffer[] outputs) {}
    };

    private final Workspaces workspaces = new Workspaces();
    private long bytes;

    private Buffer take(DType type, long... dims) {
        return workspaces.take(type, Shape.of(dims), more -> bytes += more);
    }

    @Test
    void kernelsThatRunOneAfterTheOtherShare() {
        Buffer one = take(DType.FLOAT32, 2, 3);
        Buffer other = take(DType.FLOAT32, 6);
        assertThat(other.array()).as("of one kernel").isNotSameAs(one.array());
        workspaces.made(WHOLE);
        Buffer next = take(DType.FLOAT32, 3, 2);
        assertThat(next.array()).isIn(one.array(), other.array());
        assertThat(next.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(bytes).isEqualTo(2 * 6 * 4);
    }

    @Test
    void thoseOfAnotherTypeOrSizeDoNot() {
        Buffer one = take(DType.FLOAT32, 6);
        workspaces.made(WHOLE);
        assertThat(take(DType.INT32, 6).array()).isNotSameAs(one.array());
        assertThat(take(DType.FLOAT32, 5).array()).isNotSameAs(one.array());
        assertThat(bytes).isEqualTo(6 * 4 + 6 * 4 + 5 * 4);
    }

    @Test
    void whatMayBeFusedHasItsOwn() {
        Buffer one = take(DType.FLOAT32, 6);
        workspaces.made(WHOLE);
        assertThat(take(DType.FLOAT32, 6).array())
                .as("it runs when the other is done")
                .isSameAs(one.array());
        workspaces.made(RANGES);
        assertThat(take(DType.FLOAT32, 6).array()).isNotSameAs(one.array());
    }

    @Test
    void whatAnAttemptThatFailedTookIsNotShared() {
        Buffer one = take(DType.FLOAT32, 6);
        workspaces.begin();
        workspaces.made(WHOLE);
        assertThat(take(DType.FLOAT32, 6).array()).isNotSameAs(one.array());
    }

    @Test
    void testsSeeNoZeros() {
        assertThat(take(DType.FLOAT32, 2).floats()).containsOnly(0x55);
    }
}

package dev.lamina.compiler.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Which storage a buffer takes. */
class MemoryTest {
    private final Memory memory = new Memory();

    private Buffer take(int size) {
        return memory.take(DType.FLOAT32, Shape.of(size));
    }

    @Test
    void theSmallestThatIsFreeAndLargeEnough() {
        Buffer large = take(30);
        Buffer middle = take(20);
        Buffer small = take(10);
        Buffer used = take(15);
        memory.free(large);
        memory.free(middle);
        memory.free(small);
        assertThat(take(12).storage()).isSameAs(middle.storage()).isNotSameAs(used.storage());
        assertThat(take(12).storage()).isSameAs(large.storage());
        assertThat(memory.bytes()).isEqualTo(4 * (30 + 20 + 10 + 15));
    }

    @Test
    void theLargestGrowsWhereNoneIsLargeEnough() {
        Buffer small = take(10);
        Buffer middle = take(20);
        memory.free(small);
        memory.free(middle);
        assertThat(take(25).storage()).isSameAs(middle.storage());
        assertThat(memory.bytes()).isEqualTo(4 * (10 + 25));
    }

    @Test
    void typesWithOneKindOfArrayShare() {
        Buffer signed = memory.take(DType.INT32, Shape.of(5));
        memory.free(signed);
        assertThat(take(5).storage()).isNotSameAs(signed.storage());
        assertThat(memory.take(DType.UINT32, Shape.of(5)).storage()).isSameAs(signed.storage());
    }

    @Test
    void arraysAreThereWhenAllocatedAndGoneWhenDropped() {
        Buffer buffer = take(7);
        memory.allocate();
        assertThat(buffer.floats()).hasSize(7);
        memory.drop();
        assertThat(buffer.floats()).isEmpty();
    }
}

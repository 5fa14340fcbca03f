package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Types by TensorFlow's names and numbers, and shapes made of others. */
class FormTest {
    @Test
    void everyTypeIsFoundByItsNameAndItsNumber() {
        Set<Object> seen = new HashSet<>();
        for (DType type : DType.values()) {
            assertThat(seen.add(type.tensorFlowName()) && seen.add(type.number()))
                    .as(type.name())
                    .isTrue();
            assertThat(DType.ofTensorFlowName(type.tensorFlowName())).isEqualTo(type);
            assertThat(DType.ofNumber(type.number())).isEqualTo(type);
        }
        assertThat(DType.ofTensorFlowName("float")).isEqualTo(DType.FLOAT32);
        assertThat(DType.ofNumber(9)).isEqualTo(DType.INT64);
        assertThatThrownBy(() -> DType.ofTensorFlowName("floaty")).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> DType.ofNumber(-1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void arraysAreOfTheType() {
        assertThat(DType.FLOAT32.newArray(3)).isEqualTo(new float[3]);
        assertThat(DType.INT64.newArray(2)).isEqualTo(new long[2]);
    }

    @Test
    void shapesAreMadeOfOthers() {
        Shape shape = Shape.of(2, -1, 5);
        assertThat(shape.with(1, 7)).isEqualTo(Shape.of(2, 7, 5));
        assertThat(shape.with(-1, 7)).isEqualTo(Shape.of(2, -1, 7));
        assertThat(shape.slice(1, 3)).isEqualTo(Shape.of(-1, 5));
        assertThat(shape.hasRank()).isTrue();
        assertThat(Shape.unknown().hasRank()).isFalse();
    }
}

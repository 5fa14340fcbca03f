package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import org.junit.jupiter.api.Test;

/** Tensors from Java values, as text, compared. */
class TensorTest {
    @Test
    void takesJavaValues() {
        assertThat(Tensor.of(1.5f).shape()).isEqualTo(Shape.scalar());
        assertThat(Tensor.of(new int[][] {{1, 2, 3}, {4, 5, 6}}).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(Tensor.of(new boolean[] {true, false}).booleans()).containsExactly(true, false);
        assertThat(Tensor.of(new String[] {"a", "ü"}).strings()).containsExactly("a", "ü");
        assertThat(Tensor.of(new float[0]).shape()).isEqualTo(Shape.of(0));
        assertThat(Tensor.of(new float[] {1.9f, -1.9f}, DType.INT32).ints()).containsExactly(1, -1);
        assertThat(Tensor.of(new float[2][0]).shape()).isEqualTo(Shape.of(2, 0));
    }

    @Test
    void refusesWhatIsNoTensor() {
        assertThatThrownBy(() -> Tensor.of(new int[][] {{1}, {2, 3}}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("ragged");
        assertThatThrownBy(() -> Tensor.of(new Object())).hasMessageContaining("numbers, booleans or strings");
        assertThatThrownBy(() -> Tensor.wrap(new float[5], 2, 3)).hasMessageContaining("does not fill shape [2,3]");
        assertThatThrownBy(() -> Tensor.zeros(DType.FLOAT32, Shape.of(1L << 40)))
                .hasMessageContaining("2^31");
        assertThatThrownBy(() -> Tensor.zeros(DType.FLOAT32, Shape.of(1L << 40, 1L << 40)))
                .isInstanceOf(ResourceExhaustedException.class)
                .hasMessageContaining("2^31");
    }

    @Test
    void anArrayHoldsSomeShapes() {
        assertThat(Shape.of(Shape.MOST_ELEMENTS).fitsArray()).isTrue();
        assertThat(Shape.of(Shape.MOST_ELEMENTS + 1L).fitsArray()).isFalse();
        assertThat(Shape.of(1 << 16, (1 << 15) - 1).fitsArray()).isTrue();
        assertThat(Shape.of(1 << 16, 1 << 15).fitsArray()).isFalse();
        assertThat(Shape.of(1L << 40, 1L << 40).fitsArray()).isFalse();
        assertThat(Shape.of(1 << 20, 1 << 20, 0).fitsArray()).isTrue();
        assertThat(Shape.of(0, 1L << 32).fitsArray()).as("kernels count in int").isFalse();
        assertThat(Shape.of(2, -1).fitsArray()).isFalse();
        assertThat(Shape.unknown().fitsArray()).isFalse();
        assertThat(Shape.of(1L << 40, 0, 1L << 40).elements()).isZero();
        assertThatThrownBy(() -> Shape.of(1L << 40, 1L << 40).elements())
                .isInstanceOf(ResourceExhaustedException.class)
                .hasMessageContaining("more than 2^63 elements");
        assertThatThrownBy(() -> Shape.of(2, -1).size())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[2,?] is not known");
    }

    @Test
    void printsAsNumPyDoes() {
        assertThat(Tensor.of(new float[][] {{5.11f, 8.440001f}, {0, 0}})).hasToString("[[5.11 8.440001]\n [0. 0.]]");
        assertThat(Tensor.of(new float[] {Float.NaN, Float.NEGATIVE_INFINITY})).hasToString("[nan -inf]");
        assertThat(Tensor.of(new int[0])).hasToString("[]");
        assertThat(Tensor.zeros(DType.INT32, Shape.of(2000))).hasToString("[0 0 0 ... 0 0 0]");
    }

    @Test
    void equalsByBits() {
        assertThat(Tensor.of(new float[] {0})).isNotEqualTo(Tensor.of(new float[] {-0f}));
        assertThat(Tensor.of(new float[] {Float.NaN})).isEqualTo(Tensor.of(new float[] {Float.NaN}));
        assertThat(Tensor.of(new int[] {1})).isNotEqualTo(Tensor.of(new long[] {1}));
        assertThat(Tensor.of(new String[] {"a"})).hasSameHashCodeAs(Tensor.of(new String[] {"a"}));
    }

    @Test
    void shapesMergeAndTell() {
        assertThat(Shape.of(-1, 3).merge(Shape.of(2, -1))).isEqualTo(Shape.of(2, 3));
        assertThat(Shape.of(-1, 3)).hasToString("[?,3]");
        assertThat(Shape.unknown()).hasToString("<unknown>");
        assertThat(Shape.of(2, 3).elements()).isEqualTo(6);
        assertThatThrownBy(() -> Shape.of(2).merge(Shape.of(3))).hasMessageContaining("not compatible");
        assertThatThrownBy(() -> Shape.of(-2)).hasMessageContaining("-1 (unknown) or more");
    }

    @Test
    void whatTwoShapesHaveInCommonIsWhereTheyAgree() {
        assertThat(Shape.of(2, 3).common(Shape.of(2, 4))).isEqualTo(Shape.of(2, -1));
        assertThat(Shape.of(2, -1).common(Shape.of(2, 4))).isEqualTo(Shape.of(2, -1));
        assertThat(Shape.of(2).common(Shape.of(2))).isEqualTo(Shape.of(2));
        assertThat(Shape.of(2).common(Shape.scalar())).isEqualTo(Shape.unknown());
        assertThat(Shape.unknown().common(Shape.of(2))).isEqualTo(Shape.unknown());
    }
}

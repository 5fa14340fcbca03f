package dev.lamina.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import org.junit.jupiter.api.Test;

class ComplexTensorTest {
    private static final Tensor SINGLE = Tensor.wrap(DType.COMPLEX64, new float[] {1, 2, 0, -1.5f}, Shape.of(2));
    private static final Tensor DOUBLE = Tensor.wrap(DType.COMPLEX128, new double[] {1, 2, 0, -1.5}, Shape.of(2));

    @Test
    void typesKnowTheirParts() {
        assertThat(DType.COMPLEX64.partType()).isEqualTo(DType.FLOAT32);
        assertThat(DType.COMPLEX128.partType()).isEqualTo(DType.FLOAT64);
        assertThat(DType.INT8.partType()).isEqualTo(DType.INT8);
        assertThat(DType.COMPLEX64.width()).isEqualTo(2);
        assertThat(DType.FLOAT64.width()).isEqualTo(1);
        assertThat(DType.COMPLEX64.isComplex()).isTrue();
        assertThat(DType.FLOAT32.isComplex()).isFalse();
        assertThat(DType.COMPLEX128.isDifferentiable()).isTrue();
        assertThat(DType.FLOAT16.isDifferentiable()).isTrue();
        assertThat(DType.INT32.isDifferentiable()).isFalse();
        assertThat(DType.COMPLEX128.isFloating()).isFalse();
        assertThat(DType.COMPLEX64.newArray(3)).isEqualTo(new float[6]);
        assertThat(DType.COMPLEX128.newArray(1)).isEqualTo(new double[2]);
        assertThatThrownBy(() -> DType.COMPLEX64.newArray(1 << 30))
                .isInstanceOf(ResourceExhaustedException.class)
                .hasMessageContaining("complex64");
    }

    @Test
    void partsLieInTurn() {
        assertThat(SINGLE.size()).isEqualTo(2);
        assertThat(SINGLE.floats()).containsExactly(1, 2, 0, -1.5f);
        assertThat(DOUBLE.doubles()).containsExactly(1, 2, 0, -1.5);
        assertThat(SINGLE.buffer().realPart(1)).isZero();
        assertThat(SINGLE.buffer().imaginaryPart(1)).isEqualTo(-1.5);
        assertThat(DOUBLE.buffer().realPart(0)).isEqualTo(1);
        assertThat(DOUBLE.buffer().imaginaryPart(0)).isEqualTo(2);
        assertThat(Tensor.of(7f).buffer().realPart(0)).isEqualTo(7);
        assertThat(Tensor.of(7f).buffer().imaginaryPart(0)).isZero();
        assertThatThrownBy(() -> Tensor.wrap(DType.COMPLEX64, new float[3], Shape.of(1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("an array of 3 numbers");
        assertThatThrownBy(() -> Tensor.wrap(DType.COMPLEX64, new float[4], Shape.of(4)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("an array of 2 elements does not fill shape [4]");
        assertThatThrownBy(DOUBLE::floats).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(SINGLE.reshape(2, 1)::doubleValue).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> SINGLE.buffer().asDouble(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("an element of complex64 is not one number");
    }

    @Test
    void elementsAreCopiedWhole() {
        Buffer copy = Buffer.allocate(DType.COMPLEX64, Shape.of(3));
        copy.copyFrom(SINGLE.buffer(), 1, 2, 1);
        assertThat(copy.floats()).containsExactly(0, 0, 0, 0, 0, -1.5f);
        Buffer all = Buffer.allocate(DType.COMPLEX128, Shape.of(1, 2));
        all.copyFrom(DOUBLE.buffer());
        assertThat(all.toTensor().doubles()).containsExactly(1, 2, 0, -1.5);
    }

    @Test
    void equalTensorsHaveEqualParts() {
        Tensor other = Tensor.wrap(DType.COMPLEX64, new float[] {1, 2, 0, 1.5f}, Shape.of(2));
        assertThat(SINGLE).isEqualTo(SINGLE.buffer().toTensor()).isNotEqualTo(other);
        assertThat(SINGLE.hashCode()).isEqualTo(SINGLE.buffer().toTensor().hashCode());
        assertThat(SINGLE.hashCode()).isNotEqualTo(other.hashCode());
        assertThat(DOUBLE).isEqualTo(DOUBLE.buffer().toTensor());
        assertThat(DOUBLE.hashCode()).isEqualTo(DOUBLE.buffer().toTensor().hashCode());
    }

    @Test
    void textIsNumPys() {
        assertThat(SINGLE).hasToString("[1.+2.j 0.-1.5j]");
        assertThat(DOUBLE.reshape(2, 1)).hasToString("[[1.+2.j]\n [0.-1.5j]]");
        assertThat(Tensor.wrap(DType.COMPLEX64, new float[] {Float.NaN, Float.POSITIVE_INFINITY}, Shape.scalar()))
                .hasToString("nan+infj");
    }

    @Test
    void castsKeepWhatTheTypeHolds() {
        assertThat(SINGLE.cast(DType.COMPLEX128)).isEqualTo(DOUBLE);
        assertThat(DOUBLE.cast(DType.COMPLEX64)).isEqualTo(SINGLE);
        assertThat(SINGLE.cast(DType.FLOAT64)).isEqualTo(Tensor.of(new double[] {1, 0}));
        assertThat(DOUBLE.cast(DType.INT64)).isEqualTo(Tensor.of(new long[] {1, 0}));
        assertThat(SINGLE.cast(DType.BOOL)).isEqualTo(Tensor.of(new boolean[] {true, false}));
        assertThat(Tensor.of(new int[] {3}).cast(DType.COMPLEX64))
                .isEqualTo(Tensor.wrap(DType.COMPLEX64, new float[] {3, 0}, Shape.of(1)));
        assertThat(Tensor.of(1L << 60).cast(DType.COMPLEX128))
                .isEqualTo(Tensor.wrap(DType.COMPLEX128, new double[] {0x1p60, 0}, Shape.scalar()));
    }
}

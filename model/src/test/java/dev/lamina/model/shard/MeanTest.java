package dev.lamina.model.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeanTest {
    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void addsWhatIsWeighted(DType type) {
        Tensor one = Tensor.of(new float[][] {{1, 2}, {3, 4}}).cast(type);
        Tensor other = Tensor.of(new float[][] {{5, 6}, {-3, 0}}).cast(type);
        assertThat(Mean.of(List.of(one, other), new double[] {0.25, 0.75}))
                .isEqualTo(Tensor.of(new float[][] {{4, 5}, {-1.5f, 1}}).cast(type));
    }

    /** In float32 the sum of the first two would lose the third. */
    @Test
    void isRoundedOnce() {
        List<Tensor> parts = List.of(Tensor.of(1e8f), Tensor.of(1f), Tensor.of(-1e8f));
        assertThat(Mean.of(parts, new double[] {1, 1, 1}).floatValue()).isEqualTo(1f);
    }

    @Test
    void whatCountsStepsIsTheFirst() {
        assertThat(Mean.of(List.of(Tensor.of(7L), Tensor.of(7L)), new double[] {0.5, 0.5}))
                .isEqualTo(Tensor.of(7L));
    }

    @Test
    void refusesWhatDoesNotBelongTogether() {
        Tensor pair = Tensor.of(new float[2]);
        assertThatThrownBy(() -> Mean.of(List.of(pair, Tensor.of(new float[3])), new double[] {0.5, 0.5}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[2]")
                .hasMessageContaining("[3]");
        assertThatThrownBy(() -> Mean.of(List.of(pair, pair), new double[] {1}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("2 tensors cannot have 1 weights");
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLEX64", "COMPLEX128"})
    void complexNumbersAreAddedByTheirParts(DType type) {
        Tensor one = complex(type, 1, 2, 3, 4);
        Tensor other = complex(type, 5, 6, -3, 0);
        assertThat(Mean.of(List.of(one, other), new double[] {0.25, 0.75})).isEqualTo(complex(type, 4, 5, -1.5, 1));
    }

    private static Tensor complex(DType type, double... parts) {
        Tensor exact = Tensor.wrap(DType.COMPLEX128, parts, Shape.of(parts.length / 2));
        return type == DType.COMPLEX128 ? exact : exact.cast(type);
    }
}

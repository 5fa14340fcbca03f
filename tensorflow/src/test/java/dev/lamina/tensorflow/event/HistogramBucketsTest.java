package dev.lamina.tensorflow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.HistogramProto;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramBucketsTest {
    @Test
    void everyValueIsBelowItsLimitAndNotBelowTheOneBefore() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            double value = (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-14, 22));
            HistogramProto histogram = HistogramBuckets.of("x", Tensor.of(value));
            int bucket = histogram.getBucketList().indexOf(1.0);
            assertThat(histogram.getBucketLimit(bucket)).isGreaterThan(value);
            assertThat(histogram.getBucketLimit(bucket - 1)).isLessThanOrEqualTo(value);
            double width = histogram.getBucketLimit(bucket) - histogram.getBucketLimit(bucket - 1);
            if (Math.abs(value) > 1.1e-12 && Math.abs(value) < 9e19) {
                assertThat(width).isLessThan(0.11 * Math.abs(value));
            }
        }
    }

    @Test
    void emptyBucketsInARowAreOne() {
        HistogramProto histogram = HistogramBuckets.of("x", Tensor.of(new int[] {0, 0, -1, 0}));
        assertThat(histogram.getBucketList()).containsExactly(0.0, 1.0, 0.0, 3.0, 0.0);
        assertThat(histogram.getBucketLimit(2)).isZero();
        assertThat(histogram.getBucketLimit(3)).isEqualTo(1e-12);
        assertThat(histogram.getBucketLimit(4)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void edges() {
        HistogramProto zeros = HistogramBuckets.of("x", Tensor.of(new double[] {-0.0, 0.0}));
        assertThat(zeros.getBucketList()).containsExactly(0.0, 2.0, 0.0);
        HistogramProto ends = HistogramBuckets.of("x", Tensor.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}));
        assertThat(ends.getBucketList()).containsExactly(0.0, 1.0, 0.0, 1.0);
        HistogramProto none = HistogramBuckets.of("x", Tensor.of(new float[0]));
        assertThat(none.getNum()).isZero();
        assertThat(none.getBucketList()).containsExactly(0.0);
        assertThat(none.getBucketLimitList()).containsExactly(Double.MAX_VALUE);
    }

    @Test
    void everyNumericTypeCounts() {
        for (DType type : DType.values()) {
            if (type.isFloating() || type.isInteger()) {
                assertThat(HistogramBuckets.of("x", Tensor.of(new int[] {3, 5}).cast(type)))
                        .as(type.toString())
                        .isEqualTo(HistogramBuckets.of("x", Tensor.of(new double[] {3, 5})));
            }
        }
    }

    @Test
    void refusesWhatHasNoBucket() {
        assertThatThrownBy(() -> HistogramBuckets.of("w", Tensor.of(new float[] {1, Float.NaN})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Nan in summary histogram for: w");
        assertThatThrownBy(() -> HistogramBuckets.of("w", Tensor.of(Double.NEGATIVE_INFINITY)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Infinity in summary histogram for: w");
        assertThatThrownBy(() -> HistogramBuckets.of("w", Tensor.of(true)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("bool");
    }
}

package dev.lamina.tensorflow.event;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.HistogramProto;
import java.util.Arrays;

/**
 * TensorFlow's default histogram: the limits of its buckets grow by a tenth each, from 1e-12 to 1e20, and the same below
 * zero. A value falls into the first bucket whose limit is greater than it.
 */
public final class HistogramBuckets {
    private static final double[] LIMITS = limits();

    private HistogramBuckets() {}

    private static double[] limits() {
        double[] positive = new double[1000];
        int count = 0;
        for (double limit = 1e-12; limit < 1e20; limit *= 1.1) {
            positive[count++] = limit;
        }
        positive[count++] = Double.MAX_VALUE;
        double[] limits = new double[2 * count + 1];
        for (int i = 0; i < count; i++) {
            limits[count + 1 + i] = positive[i];
            limits[count - 1 - i] = -positive[i];
        }
        return limits;
    }

    /**
     * Counts a tensor's elements; buckets in a row with nothing in them become one, as TensorFlow's HistogramSummary does.
     *
     * @throws InvalidArgumentException if an element is not a finite number
     */
    public static HistogramProto of(String tag, Tensor values) {
        if (!values.dtype().isFloating() && !values.dtype().isInteger()) {
            throw new InvalidArgumentException(
                    "histogram '" + tag + "': there are no buckets for elements of type " + values.dtype());
        }
        double[] counts = new double[LIMITS.length];
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        double sum = 0;
        double squares = 0;
        Buffer buffer = values.buffer();
        for (int i = 0; i < values.size(); i++) {
            double value = buffer.asDouble(i);
            if (!Double.isFinite(value)) {
                throw new InvalidArgumentException(
                        (Double.isNaN(value) ? "Nan" : "Infinity") + " in summary histogram for: " + tag);
            }
            counts[bucket(value)]++;
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            squares += value * value;
        }
        HistogramProto.Builder histogram = HistogramProto.newBuilder()
                .setMin(min)
                .setMax(max)
                .setNum(values.size())
                .setSum(sum)
                .setSumSquares(squares);
        addBuckets(histogram, counts);
        return histogram.build();
    }

    private static int bucket(double value) {
        // Zero, because a search tells -0.0 from 0.0, which are the same here.
        int found = Arrays.binarySearch(LIMITS, value == 0 ? 0.0 : value);
        return Math.min(found < 0 ? -found - 1 : found + 1, LIMITS.length - 1);
    }

    private static void addBuckets(HistogramProto.Builder histogram, double[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                while (i + 1 < counts.length && counts[i + 1] == 0) {
                    i++;
                }
            }
            histogram.addBucketLimit(LIMITS[i]).addBucket(counts[i]);
        }
    }
}

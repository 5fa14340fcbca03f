package dev.lamina.tensorflow;

import dev.lamina.tensor.Tensor;
import java.util.List;

/** A value with a name in an event file. */
public sealed interface SummaryValue {
    /** The name under which TensorBoard shows it. */
    String tag();

    /**
     * A point of a curve.
     *
     * @param value at the event's step
     */
    record Scalar(String tag, float value) implements SummaryValue {}

    /**
     * How numbers were distributed.
     *
     * @param min the smallest
     * @param max the largest
     * @param count how many there were
     * @param sum of all
     * @param sumOfSquares of all
     * @param limits of the buckets, above which the next begins
     * @param counts how many were in each bucket
     */
    record Histogram(
            String tag,
            double min,
            double max,
            double count,
            double sum,
            double sumOfSquares,
            List<Double> limits,
            List<Double> counts)
            implements SummaryValue {
        /** With copies of the lists. */
        public Histogram {
            limits = List.copyOf(limits);
            counts = List.copyOf(counts);
        }
    }

    /**
     * A tensor, the form in which TensorFlow 2 writes all values.
     *
     * @param plugin the part of TensorBoard that it is for, such as {@code scalars}; empty if none is named
     * @param value the tensor
     */
    record OfTensor(String tag, String plugin, Tensor value) implements SummaryValue {}

    /**
     * What Lamina has no form for.
     *
     * @param kind the name of its field in TensorFlow's {@code Summary.Value}, such as {@code audio}
     */
    record Other(String tag, String kind) implements SummaryValue {}

    /** An image. */
    public final class Image implements SummaryValue {
        private final String tag;
        private final int height;
        private final int width;
        private final int channels;
        private final byte[] encoded;

        Image(String tag, int height, int width, int channels, byte[] encoded) {
            this.tag = tag;
            this.height = height;
            this.width = width;
            this.channels = channels;
            this.encoded = encoded;
        }

        @Override
        public String tag() {
            return tag;
        }

        /** Its height in pixels, as the event says. */
        public int height() {
            return height;
        }

        /** Its width in pixels, as the event says. */
        public int width() {
            return width;
        }

        /** 1 for gray, 3 for RGB, 4 for RGBA. */
        public int channels() {
            return channels;
        }

        /** A copy of the image's file, a PNG as a rule; its content is not checked. */
        public byte[] encoded() {
            return encoded.clone();
        }
    }
}

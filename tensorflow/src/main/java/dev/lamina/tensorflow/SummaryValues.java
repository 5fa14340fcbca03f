package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensorflow.file.MemoryBudget;
import dev.lamina.tensorflow.file.Problems;
import dev.lamina.tensorflow.graph.TensorProtos;
import dev.lamina.tensorflow.proto.HistogramProto;
import dev.lamina.tensorflow.proto.Summary;
import java.nio.file.Path;

/** Reads the values of an event file. */
final class SummaryValues {
    private final Path file;
    private final MemoryBudget budget = MemoryBudget.ofFile();

    SummaryValues(Path file) {
        this.file = file;
    }

    /**
     * A value of the event at an offset.
     *
     * @throws dev.lamina.error.DataLossException if it is not whole
     */
    SummaryValue of(Summary.Value value, long offset) {
        String tag = value.getTag();
        return switch (value.getValueCase()) {
            case SIMPLE_VALUE -> new SummaryValue.Scalar(tag, value.getSimpleValue());
            case HISTO -> histogram(tag, value.getHisto(), offset);
            case IMAGE -> image(tag, value.getImage());
            case TENSOR -> tensor(value, offset);
            case VALUE_NOT_SET -> new SummaryValue.Other(tag, "");
            default ->
                new SummaryValue.Other(
                        tag,
                        Summary.Value.getDescriptor()
                                .findFieldByNumber(value.getValueCase().getNumber())
                                .getName());
        };
    }

    private SummaryValue histogram(String tag, HistogramProto histogram, long offset) {
        if (histogram.getBucketCount() != histogram.getBucketLimitCount()) {
            throw Problems.corrupt(
                    file,
                    offset,
                    "histogram '" + tag + "' has " + histogram.getBucketCount() + " buckets and "
                            + histogram.getBucketLimitCount() + " limits");
        }
        return new SummaryValue.Histogram(
                tag,
                histogram.getMin(),
                histogram.getMax(),
                histogram.getNum(),
                histogram.getSum(),
                histogram.getSumSquares(),
                histogram.getBucketLimitList(),
                histogram.getBucketList());
    }

    private static SummaryValue image(String tag, Summary.Image image) {
        return new SummaryValue.Image(
                tag,
                image.getHeight(),
                image.getWidth(),
                image.getColorspace(),
                image.getEncodedImageString().toByteArray());
    }

    private SummaryValue tensor(Summary.Value value, long offset) {
        try {
            return new SummaryValue.OfTensor(
                    value.getTag(),
                    value.getMetadata().getPluginData().getPluginName(),
                    TensorProtos.read(value.getTensor(), budget));
        } catch (ResourceExhaustedException e) {
            throw e.at("'" + value.getTag() + "' in " + file + " at byte " + offset);
        } catch (InvalidArgumentException e) {
            throw new dev.lamina.error.DataLossException(
                    file + " is damaged at byte " + offset + ": '" + value.getTag() + "': " + e.getMessage(), null, e);
        }
    }
}

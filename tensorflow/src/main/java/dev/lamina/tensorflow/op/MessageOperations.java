package dev.lamina.tensorflow.op;

import dev.lamina.graph.OperationSet;
import java.util.Collection;
import java.util.List;

/** The operations of this package. */
public final class MessageOperations implements OperationSet {
    /** Made when operations are looked for. */
    public MessageOperations() {}

    @Override
    public Collection<Class<?>> operations() {
        return List.of(
                ScalarSummary.class,
                HistogramSummary.class,
                ImageSummary.class,
                AudioSummaryV2.class,
                AudioSummaryV2.AudioSummary.class,
                TensorSummaryV2.class,
                MergeSummary.class,
                SerializeTensor.class,
                ParseTensor.class);
    }
}

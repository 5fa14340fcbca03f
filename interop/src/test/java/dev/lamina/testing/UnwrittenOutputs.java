package dev.lamina.testing;

import dev.lamina.graph.Sample;
import dev.lamina.op.linalg.SelfAdjointEigV2;
import dev.lamina.op.linalg.Svd;
import dev.lamina.op.norm.FusedBatchNormV3;
import java.util.ArrayList;
import java.util.List;

/** Outputs that TensorFlow's kernels take memory for and do not write: of them type and shape alone can be compared. */
final class UnwrittenOutputs {
    private UnwrittenOutputs() {}

    /** The tensors, without those that are such outputs. */
    static <T> List<T> without(Sample sample, List<T> tensors) {
        List<T> written = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            if (!isOne(sample, i)) {
                written.add(tensors.get(i));
            }
        }
        return written;
    }

    private static boolean isOne(Sample sample, int output) {
        return switch (sample.op()) {
            case Svd svd -> !svd.computeUv() && output > 0;
            case SelfAdjointEigV2 eigen -> !eigen.computeV() && output > 0;
            case FusedBatchNormV3 norm -> (!norm.isTraining() || isEmpty(sample)) && output > 2;
            case FusedBatchNormV3.FusedBatchNormV2 norm -> !norm.isTraining() && output > 2;
            case FusedBatchNormV3.FusedBatchNorm norm -> !norm.isTraining() && output > 2;
            default -> false;
        };
    }

    private static boolean isEmpty(Sample sample) {
        return sample.inputs().getFirst().size() == 0;
    }
}

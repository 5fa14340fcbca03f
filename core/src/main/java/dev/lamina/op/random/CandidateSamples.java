package dev.lamina.op.random;

import dev.lamina.graph.Op;
import dev.lamina.graph.Sample;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What samplers of candidates from a range of classes give and refuse alike. */
final class CandidateSamples {
    private CandidateSamples() {}

    /** Makes such a sampler. */
    interface Sampler {
        Op of(long numTrue, long numSampled, boolean unique, long rangeMax, long seed, long seed2);
    }

    /**
     * The samples.
     *
     * @param own what this one gives or refuses besides
     */
    static List<Sample> of(Sampler sampler, Sample... own) {
        long[][] classes = {{1, 0}, {2, 11}, {7, 7}};
        List<Sample> all = new ArrayList<>(List.of(
                Sample.rough(sampler.of(2, 5, true, 12, 7, 8), (Object) classes),
                Sample.rough(sampler.of(2, 40, false, 12, 7, 8), (Object) classes),
                Sample.rough(sampler.of(2, 900, true, 1000, 1, 2), (Object) classes),
                Sample.rough(sampler.of(1, 2, false, 5, 7, 8), Tensor.zeros(DType.INT64, Shape.of(0, 1))),
                Sample.refused("Sampler's range is too small", sampler.of(2, 13, true, 12, 7, 8), (Object) classes),
                Sample.refused("out of range [0, 11), received 11", sampler.of(2, 5, true, 11, 7, 8), (Object) classes),
                Sample.refused(
                        "true_classes must have num_true columns, expected: 1 was: 2",
                        sampler.of(1, 5, true, 12, 7, 8),
                        (Object) classes),
                Sample.refused(
                        "true_classes must be a matrix", sampler.of(1, 5, true, 12, 7, 8), (Object) new long[2])));
        all.addAll(List.of(own));
        return all;
    }
}

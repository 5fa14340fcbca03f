package dev.lamina.op.sparse;

import dev.lamina.graph.Op;
import dev.lamina.graph.Sample;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** What the operations on segments of rows that indices name give and refuse alike. */
final class SparseSegmentSamples {
    private static final float[][] X = {{1, 2}, {3, 4}, {5, 6}};

    private SparseSegmentSamples() {}

    /** Those of an operation of data, indices and ids. */
    static List<Sample> of(Op op, Sample... own) {
        return joined(
                own,
                Sample.rough(op, X, new int[0], new int[0]).gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))),
                Sample.refused("indices[1] == 3 out of range [0, 3)", op, X, new int[] {0, 3}, new int[] {0, 1}),
                Sample.refused("segment ids are not increasing", op, X, new int[] {0, 1, 1}, new int[] {0, 1, 0}),
                Sample.refused("segment ids must be >= 0", op, X, new int[] {0, 1}, new int[] {-1, 0}),
                Sample.refused("segment_ids and indices should have same size.", op, X, new int[2], new int[1]));
    }

    /** Those of one that is told how many segments there are. */
    static List<Sample> ofCounted(Op op, Sample... own) {
        return joined(
                own,
                Sample.refused("segment id 2 is out of range [0, 2)", op, X, new int[] {0}, new int[] {2}, 2L),
                Sample.refused("num_segments must be positive", op, X, new int[] {0}, new int[] {2}, -1));
    }

    /** Those of a gradient by the data. */
    static List<Sample> ofGradient(Op op, Sample... own) {
        return joined(
                own,
                Sample.refused("Segment id 3 out of range [0, 3).", op, X, new int[] {0}, new int[] {3}, 3),
                Sample.refused("indices[0] == 3 out of range [0, 3)", op, X, new int[] {3}, new int[] {0}, 3));
    }

    private static List<Sample> joined(Sample[] own, Sample... common) {
        return Stream.concat(Stream.of(own), Stream.of(common)).toList();
    }
}

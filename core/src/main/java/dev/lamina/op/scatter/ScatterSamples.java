package dev.lamina.op.scatter;

import dev.lamina.graph.Op;
import dev.lamina.graph.Sample;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;

/** What all scatters give and refuse alike. */
final class ScatterSamples {
    private static final float[][] X = {{1, 2}, {3, 4}, {5, 6}};
    private static final Tensor NOTHING = Tensor.zeros(DType.FLOAT32, Shape.of(0, 2));

    private ScatterSamples() {}

    /** Those of an operation whose indices are of rows. */
    static List<Sample> ofRows(Op op, Sample... own) {
        return Stream.concat(
                        Stream.of(own),
                        Stream.of(
                                Sample.rough(op, X, new int[0], NOTHING).gives((Object) X),
                                Sample.refused(
                                        "indices[0] = 3 is not in [0, 3)", op, X, new int[] {3}, new float[1][2]),
                                Sample.refused(
                                        "indices[1] = -1 is not in [0, 3)", op, X, new long[] {0, -1}, new float[2][2]),
                                Sample.refused(
                                        "Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = []",
                                        op,
                                        X,
                                        new int[] {0},
                                        new float[2])))
                .toList();
    }

    /** Those of an operation whose rows of indices are of places. */
    static List<Sample> ofPlaces(Op op, Sample... own) {
        return Stream.concat(
                        Stream.of(own),
                        Stream.of(
                                Sample.rough(op, X, Tensor.zeros(DType.INT32, Shape.of(0, 1)), NOTHING)
                                        .gives((Object) X),
                                Sample.refused(
                                        "indices[1] = [0, 2] does not index into shape [3,2]",
                                        op,
                                        X,
                                        new int[][] {{0, 0}, {0, 2}},
                                        new float[2]),
                                Sample.refused(
                                        "Must have updates.shape = indices.shape[:batch_dim] + params_shape[slice_dim:]",
                                        op,
                                        X,
                                        new int[][] {{0}},
                                        new float[2])))
                .toList();
    }
}

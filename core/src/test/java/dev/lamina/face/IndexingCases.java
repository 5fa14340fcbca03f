package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.SparseTensor;
import dev.lamina.face.FaceCall.Made;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows and elements by their places, and tensors of which only some elements are told. */
final class IndexingCases {
    private static final float[][] X = {{2, 3}, {4, 5}, {6, 7}};

    private IndexingCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(places());
        all.addAll(scatters());
        all.addAll(segments());
        all.addAll(sparse());
        return all;
    }

    private static FaceCase of(String face, Consumer<FaceCall> expectation, Object... arguments) {
        return FaceCase.of("tf." + face, expectation, arguments);
    }

    private static List<FaceCase> places() {
        int[] vector = {7, 9, 7};
        var sorted = in(new float[][] {{1, 2, 2}});
        var two = in(new float[][] {{2}});
        return List.of(
                of(
                        "dynamicStitch(List,List)",
                        gives("DynamicStitch", (Object) new int[] {4, 3}),
                        List.of(in(new int[] {1}), in(new int[] {0})),
                        List.of(in(new int[] {3}), in(new int[] {4}))),
                of(
                        "dynamicPartition(Operand,Operand,int)",
                        gives("DynamicPartition", new int[] {6, 8}, new int[] {7}),
                        in(new int[] {6, 7, 8}),
                        in(new int[] {0, 1, 0}),
                        2),
                of("unique(Operand)", gives("Unique", new int[] {7, 9}, new int[] {0, 1, 0}), in(vector)),
                of(
                        "uniqueWithCounts(Operand)",
                        gives("UniqueWithCounts", new int[] {7, 9}, new int[] {0, 1, 0}, new int[] {2, 1}),
                        in(vector)),
                of(
                        "setdiff1d(Operand,Operand)",
                        gives("ListDiff", new int[] {7, 7}, new int[] {0, 2}),
                        in(vector),
                        in(new int[] {9, 1})),
                of(
                        "bincount(Operand,int)",
                        gives("Bincount", (Object) new int[] {0, 2, 1}),
                        in(new int[] {1, 2, 1}),
                        3),
                of(
                        "histogramFixedWidth(Operand,Operand,int)",
                        gives("HistogramFixedWidth", (Object) new int[] {1, 0, 2}),
                        in(new float[] {
                            0, 5, 6,
                        }),
                        in(new float[] {0, 6}),
                        3),
                of("searchsorted(Operand,Operand)", gives("LowerBound", (Object) new int[][] {{1}}), sorted, two),
                of(
                        "searchsorted(Operand,Operand,boolean)",
                        gives("UpperBound", (Object) new int[][] {{3}}),
                        sorted,
                        two,
                        true),
                of(
                        "searchsorted(Operand,Operand,boolean)",
                        gives("LowerBound", (Object) new int[][] {{1}}),
                        sorted,
                        two,
                        false),
                of(
                        "cross(Operand,Operand)",
                        gives("Cross", (Object) new float[] {-3, 6, -3}),
                        in(new float[] {1, 2, 3}),
                        in(new float[] {4, 5, 6})),
                of("ensureShape(Operand,Shape)", gives("EnsureShape", (Object) X), in(X), Shape.of(-1, 2)));
    }

    private static List<FaceCase> scatters() {
        List<FaceCase> all = new ArrayList<>();
        Made variable = tf -> tf.variable(tf.constant(X), "v");
        var nd = in(new int[][] {{1, 0}});
        String tensors = "(Operand,Operand,Operand)";
        all.add(of("tensorScatterUpdate" + tensors, second("TensorScatterUpdate", 9), in(X), nd, in(new float[] {9})));
        all.add(of("tensorScatterAdd" + tensors, second("TensorScatterAdd", 13), in(X), nd, in(new float[] {9})));
        all.add(of("tensorScatterSub" + tensors, second("TensorScatterSub", -5), in(X), nd, in(new float[] {9})));
        all.add(of("tensorScatterMin" + tensors, second("TensorScatterMin", 3), in(X), nd, in(new float[] {3})));
        all.add(of("tensorScatterMax" + tensors, second("TensorScatterMax", 9), in(X), nd, in(new float[] {9})));
        String variables = "(Variable,Operand,Operand)";
        all.add(of("scatterNdUpdate" + variables, second("ScatterNdUpdate", 9), variable, nd, in(new float[] {9})));
        all.add(of("scatterNdAdd" + variables, second("ScatterNdAdd", 13), variable, nd, in(new float[] {9})));
        all.add(of("scatterNdSub" + variables, second("ScatterNdSub", -5), variable, nd, in(new float[] {9})));
        var row = in(new int[] {1});
        var update = in(new float[][] {{9, 5}});
        all.add(of("scatterUpdate" + variables, second("ScatterUpdate", 9), variable, row, update));
        var sum = in(new float[][] {{9, 0}});
        all.add(of("scatterAdd" + variables, second("ScatterAdd", 13), variable, row, sum));
        all.add(of("scatterSub" + variables, second("ScatterSub", -5), variable, row, sum));
        return all;
    }

    /** X with another number in its second row. */
    private static Consumer<FaceCall> second(String op, float number) {
        return gives(op, (Object) new float[][] {{2, 3}, {number, 5}, {6, 7}});
    }

    private static List<FaceCase> segments() {
        List<FaceCase> all = new ArrayList<>();
        var ids = in(new int[] {0, 0, 1});
        all.add(of("segmentSum(Operand,Operand)", first("SegmentSum", 6, 8), in(X), ids));
        all.add(of("segmentMean(Operand,Operand)", first("SegmentMean", 3, 4), in(X), ids));
        all.add(of("segmentProd(Operand,Operand)", first("SegmentProd", 8, 15), in(X), ids));
        all.add(of("segmentMin(Operand,Operand)", first("SegmentMin", 2, 3), in(X), ids));
        all.add(of("segmentMax(Operand,Operand)", first("SegmentMax", 4, 5), in(X), ids));
        String unsorted = "(Operand,Operand,int)";
        all.add(of("unsortedSegmentSum" + unsorted, first("UnsortedSegmentSum", 6, 8), in(X), ids, 2));
        all.add(of("unsortedSegmentProd" + unsorted, first("UnsortedSegmentProd", 8, 15), in(X), ids, 2));
        all.add(of("unsortedSegmentMin" + unsorted, first("UnsortedSegmentMin", 2, 3), in(X), ids, 2));
        all.add(of("unsortedSegmentMax" + unsorted, first("UnsortedSegmentMax", 4, 5), in(X), ids, 2));
        return all;
    }

    private static Consumer<FaceCall> first(String op, float one, float other) {
        return gives(op, (Object) new float[][] {{one, other}, {6, 7}});
    }

    private static List<FaceCase> sparse() {
        Made x = tf -> new SparseTensor(
                tf.constant(new long[][] {{0, 1}, {1, 0}}),
                tf.constant(new float[] {5, 6}),
                tf.constant(new long[] {2, 2}));
        Made swapped = tf -> new SparseTensor(
                tf.constant(new long[][] {{1, 0}, {0, 1}}),
                tf.constant(new float[] {6, 5}),
                tf.constant(new long[] {2, 2}));
        float[][] dense = {{0, 5}, {6, 0}};
        return List.of(
                of("sparse.fromDense(Operand)", sparse(new long[][] {{0, 1}, {1, 0}}, 5, 6, 2, 2), in(dense)),
                of("sparse.toDense(SparseTensor)", gives("SparseToDense", (Object) dense), x),
                of("sparse.reorder(SparseTensor)", sparse(new long[][] {{0, 1}, {1, 0}}, 5, 6, 2, 2), swapped),
                of("sparse.reshape(SparseTensor,long[])", sparse(new long[][] {{1}, {2}}, 5, 6, 4), x, new long[] {-1}),
                of("sparse.softmax(SparseTensor)", sparse(new long[][] {{0, 1}, {1, 0}}, 1, 1, 2, 2), x),
                of(
                        "sparse.add(SparseTensor,Operand)",
                        gives("SparseTensorDenseAdd", (Object) new float[][] {{1, 7}, {9, 4}}),
                        x,
                        in(new float[][] {{1, 2}, {3, 4}})),
                of(
                        "sparse.matmul(SparseTensor,Operand)",
                        gives("SparseTensorDenseMatMul", (Object) new float[][] {{15, 20}, {6, 12}}),
                        x,
                        in(new float[][] {{1, 2}, {3, 4}})));
    }

    private static Consumer<FaceCall> sparse(long[][] indices, float first, float second, long... shape) {
        return call -> {
            SparseTensor result = call.result(SparseTensor.class);
            assertThat(call.value(result.indices())).isEqualTo(Tensor.of(indices));
            FaceCall.close("values", call.value(result.values()), Tensor.of(new float[] {first, second}));
            assertThat(call.value(result.denseShape())).isEqualTo(Tensor.of(shape));
        };
    }
}

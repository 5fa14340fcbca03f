package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Reductions, each against a stream's. */
final class ReductionCases {
    private static final float[][] X = {{3, 0.5f, -2}, {4, 1, 2.5f}};
    private static final boolean[][] B = {{true, true}, {true, false}, {false, false}};

    private ReductionCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(ofNumbers("reduceSum", "Sum", DoubleStream::sum));
        all.addAll(ofNumbers("reduceMean", "Mean", x -> x.average().orElseThrow()));
        all.addAll(ofNumbers("reduceProd", "Prod", x -> x.reduce(1, (a, b) -> a * b)));
        all.addAll(ofNumbers("reduceMax", "Max", x -> x.max().orElseThrow()));
        all.addAll(ofNumbers("reduceMin", "Min", x -> x.min().orElseThrow()));
        all.addAll(ofBooleans("reduceAll", "All", false, new boolean[] {true, false, false}));
        all.addAll(ofBooleans("reduceAny", "Any", true, new boolean[] {true, true, false}));
        all.addAll(ranks());
        return all;
    }

    private static List<FaceCase> ofNumbers(String name, String op, ToDoubleFunction<DoubleStream> formula) {
        float all = (float) formula.applyAsDouble(DoubleStream.concat(row(0), row(1)));
        float[] rows = {(float) formula.applyAsDouble(row(0)), (float) formula.applyAsDouble(row(1))};
        return List.of(
                FaceCase.of("tf." + name + "(Operand)", gives(op, all), in(X)),
                FaceCase.of("tf." + name + "(Operand,int[])", gives(op, (Object) rows), in(X), new int[] {-1}),
                FaceCase.of(
                        "tf." + name + "(Operand,boolean,int[])",
                        gives(op, (Object) new float[][] {{rows[0]}, {rows[1]}}),
                        in(X),
                        true,
                        new int[] {1}),
                FaceCase.of(
                        "tf." + name + "(Operand,boolean,int[])", gives(op, (Object) rows), in(X), false, new int[] {1
                        }));
    }

    private static DoubleStream row(int row) {
        return DoubleStream.of(X[row][0], X[row][1], X[row][2]);
    }

    private static List<FaceCase> ofBooleans(String name, String op, boolean all, boolean[] rows) {
        return List.of(
                FaceCase.of("tf." + name + "(Operand)", gives(op, all), in(B)),
                FaceCase.of("tf." + name + "(Operand,int[])", gives(op, (Object) rows), in(B), new int[] {1}),
                FaceCase.of(
                        "tf." + name + "(Operand,boolean,int[])",
                        gives(op, (Object) new boolean[][] {{rows[0]}, {rows[1]}, {rows[2]}}),
                        in(B),
                        true,
                        new int[] {1}));
    }

    private static List<FaceCase> ranks() {
        return List.of(
                FaceCase.of("tf.argmax(Operand,int)", gives("ArgMax", (Object) new long[] {0, 0}), in(X), 1),
                FaceCase.of("tf.argmin(Operand,int)", gives("ArgMin", (Object) new long[] {2, 1}), in(X), 1),
                FaceCase.of(
                        "tf.topK(Operand,int)",
                        gives("TopKV2", new float[][] {{3, 0.5f}, {4, 2.5f}}, new int[][] {{0, 1}, {0, 2}}),
                        in(X),
                        2),
                FaceCase.of(
                        "tf.inTopK(Operand,Operand,int)",
                        gives("InTopKV2", (Object) new boolean[] {true, false}),
                        in(X),
                        in(new int[] {1, 1}),
                        2));
    }
}

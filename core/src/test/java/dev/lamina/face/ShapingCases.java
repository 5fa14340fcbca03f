package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;

import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Shapes, types, and elements moved about. */
final class ShapingCases {
    private static final float[][] X = {{1, 2, 3}, {4, 5, 6}};

    private ShapingCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(ofOne());
        all.addAll(told());
        all.addAll(parts());
        all.addAll(made());
        return all;
    }

    private static FaceCase of(String face, Consumer<FaceCall> expectation, Object... arguments) {
        return FaceCase.of("tf." + face, expectation, arguments);
    }

    private static List<FaceCase> ofOne() {
        return List.of(
                of("shape(Operand)", gives("Shape", (Object) new int[] {2, 3}), in(X)),
                of("size(Operand)", gives("Size", 6), in(X)),
                of("rank(Operand)", gives("Rank", 2), in(X)),
                of("zerosLike(Operand)", gives("ZerosLike", (Object) new float[2][3]), in(X)),
                of("onesLike(Operand)", gives("OnesLike", (Object) new int[] {1, 1}), in(new int[] {7, 8})),
                of("identity(Operand)", gives("Identity", (Object) X), in(X)),
                of("stopGradient(Operand)", gives("StopGradient", (Object) X), in(X)),
                of("transpose(Operand)", gives("Transpose", (Object) new float[][] {{1, 4}, {2, 5}, {3, 6}}), in(X)));
    }

    private static List<FaceCase> told() {
        return List.of(
                of(
                        "reshape(Operand,int[])",
                        gives("Reshape", (Object) new float[][] {{1, 2}, {3, 4}, {5, 6}}),
                        in(X),
                        new int[] {3, -1}),
                of(
                        "reshape(Operand,Operand)",
                        gives("Reshape", (Object) new int[][] {{2}, {3}}),
                        in(new int[] {2, 3}),
                        in(new int[] {2, 1})),
                of(
                        "expandDims(Operand,int)",
                        gives("ExpandDims", (Object) new float[][] {{1}, {2}}),
                        in(new float[] {1, 2}),
                        1),
                of(
                        "squeeze(Operand,int[])",
                        gives("Squeeze", (Object) new float[][] {{1, 2}}),
                        in(new float[][][] {{{1, 2}}}),
                        new int[] {0}),
                of(
                        "cast(Operand,DType)",
                        gives("Cast", (Object) new int[] {1, -2}),
                        in(new float[] {1.9f, -2.9f}),
                        DType.INT32),
                of(
                        "tile(Operand,int[])",
                        gives("Tile", (Object) new float[][] {{1, 2, 1, 2}}),
                        in(new float[][] {{1, 2}}),
                        new int[] {1, 2}),
                of(
                        "broadcastTo(Operand,int[])",
                        gives("BroadcastTo", (Object) new float[][] {{1, 2}, {1, 2}}),
                        in(new float[][] {{1, 2}}),
                        new int[] {2, 2}),
                of(
                        "reverse(Operand,int[])",
                        gives("ReverseV2", (Object) new float[][] {{3, 2, 1}, {6, 5, 4}}),
                        in(X),
                        new int[] {1}),
                of(
                        "transpose(Operand,int[])",
                        gives("Transpose", (Object) new float[][][] {{{1, 2}}, {{3, 4}}}),
                        in(new float[][][] {{{1, 2}, {3, 4}}}),
                        new int[] {1, 0, 2}),
                of(
                        "pad(Operand,int[][])",
                        gives("Pad", (Object) new float[] {0, 5, 0, 0}),
                        in(new float[] {5}),
                        new int[][] {{1, 2}}),
                of(
                        "pad(Operand,int[][],Operand)",
                        gives("PadV2", (Object) new float[] {9, 5, 9, 9}),
                        in(new float[] {5}),
                        new int[][] {{1, 2}},
                        in(9f)));
    }

    private static List<FaceCase> parts() {
        var rows = in(new float[][] {{1, 2}, {3, 4}, {5, 6}});
        return List.of(
                of(
                        "split(Operand,int,int)",
                        gives("Split", new float[][] {{1}, {3}, {5}}, new float[][] {{2}, {4}, {6}}),
                        rows,
                        2,
                        1),
                of(
                        "unstack(Operand,int,int)",
                        gives("Unpack", new float[] {1, 3, 5}, new float[] {2, 4, 6}),
                        rows,
                        2,
                        1),
                of(
                        "slice(Operand,int[],int[])",
                        gives("Slice", (Object) new float[][] {{4}, {6}}),
                        rows,
                        new int[] {1, 1},
                        new int[] {2, -1}),
                of(
                        "stridedSlice(Operand,int[],int[],int[])",
                        gives("StridedSlice", (Object) new float[] {2, 5}),
                        in(new float[] {1, 2, 3, 4, 5, 6, 7}),
                        new int[] {1},
                        new int[] {7},
                        new int[] {3}),
                of(
                        "gather(Operand,Operand,int)",
                        gives("GatherV2", (Object) new float[][] {{2}, {4}, {6}}),
                        rows,
                        in(new int[] {1}),
                        1),
                of("gatherNd(Operand,Operand)", gives("GatherNd", (Object) new float[] {6, 1}), rows, in(new int[][] {
                    {2, 1}, {0, 0}
                })),
                of(
                        "scatterNd(Operand,Operand,int[])",
                        gives("ScatterNd", (Object) new int[] {0, 9, 0, 7}),
                        in(new int[][] {{3}, {1}}),
                        in(new int[] {7, 9}),
                        new int[] {4}));
    }

    private static List<FaceCase> made() {
        var a = in(new float[] {1, 2});
        var b = in(new float[] {3, 4});
        return List.of(
                of("concat(List,int)", gives("ConcatV2", (Object) new float[] {1, 2, 3, 4}), List.of(a, b), 0),
                of("stack(List,int)", gives("Pack", (Object) new float[][] {{1, 3}, {2, 4}}), List.of(a, b), 1),
                of("fill(Operand,Operand)", gives("Fill", (Object) new float[] {7, 7}), in(new int[] {2}), in(7f)),
                of("range(int,int,int)", gives("Range", (Object) new int[] {1, 4, 7}), 1, 8, 3),
                of("linspace(float,float,int)", gives("LinSpace", (Object) new float[] {1, 1.5f, 2}), 1f, 2f, 3),
                of(
                        "oneHot(Operand,int)",
                        gives("OneHot", (Object) new float[][] {{0, 1, 0}, {0, 0, 0}}),
                        in(new int[] {1, 5}),
                        3));
    }
}

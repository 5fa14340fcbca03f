package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;

import dev.lamina.op.Padding;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What networks do to images and volumes. */
final class ImageNetworkCases {
    private static final Tensor IMAGE = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
    private static final Tensor VOLUME = Tensor.wrap(new float[] {1, 9, 3, 4, 5, 6, 7, 5}, 1, 2, 2, 2, 1);

    private ImageNetworkCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>(pooling());
        all.addAll(normalisation());
        all.addAll(space());
        return all;
    }

    private static List<FaceCase> pooling() {
        return List.of(
                image("tf.nn.maxPool2d(Operand,int,int,Padding)", "MaxPool", 9, 9, 8, 7),
                image("tf.nn.avgPool2d(Operand,int,int,Padding)", "AvgPool", 5.25f, 5.25f, 5.25f, 5.25f),
                volume("tf.nn.maxPool3d(Operand,int,int,Padding)", "MaxPool3D", 9, 9, 7, 5, 7, 6, 7, 5),
                volume("tf.nn.avgPool3d(Operand,int,int,Padding)", "AvgPool3D", 5, 6, 4.75f, 4.5f, 5.75f, 5.5f, 6, 5),
                FaceCase.of(
                        "tf.layers.maxPooling2d(Operand,int,int)",
                        gives("MaxPool", Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1)),
                        in(IMAGE),
                        2,
                        1),
                FaceCase.of(
                        "tf.layers.averagePooling2d(Operand,int,int)",
                        gives("AvgPool", Tensor.wrap(new float[] {5.25f, 5.25f, 5.25f, 5.25f}, 1, 2, 2, 1)),
                        in(IMAGE),
                        2,
                        1));
    }

    private static List<FaceCase> normalisation() {
        Tensor x = Tensor.wrap(new float[] {1, 10, 3, 30}, 1, 1, 2, 2);
        float[] scale = {2, 3};
        float[] offset = {5, -5};
        float s = (float) (2 / Math.sqrt(2));
        float t = (float) (30 / Math.sqrt(101));
        return List.of(
                FaceCase.of(
                        "tf.nn.maxPoolWithArgmax(Operand,int,int,Padding)",
                        gives(
                                "MaxPoolWithArgmax",
                                Tensor.wrap(new float[] {9, 9, 8, 7}, 1, 2, 2, 1),
                                Tensor.wrap(new long[] {1, 1, 3, 5}, 1, 2, 2, 1)),
                        in(IMAGE),
                        2,
                        1,
                        Padding.VALID),
                FaceCase.of(
                        "tf.nn.localResponseNormalization(Operand,int,float,float,float)",
                        gives("LRN", Tensor.wrap(new float[] {2 / 12f, 4 / 12f}, 1, 1, 1, 2)),
                        in(Tensor.wrap(new float[] {2, 4}, 1, 1, 1, 2)),
                        5,
                        2f,
                        0.5f,
                        1f),
                FaceCase.of(
                        "tf.nn.fusedBatchNorm(Operand,Operand,Operand,float)",
                        gives(
                                "FusedBatchNormV3",
                                Tensor.wrap(new float[] {5 - s, -5 - t, 5 + s, -5 + t}, 1, 1, 2, 2),
                                new float[] {2, 20},
                                new float[] {2, 200}),
                        in(x),
                        in(scale),
                        in(offset),
                        1f),
                FaceCase.of(
                        "tf.nn.fusedBatchNorm(Operand,Operand,Operand,Operand,Operand,float)",
                        gives("FusedBatchNormV3", Tensor.wrap(new float[] {4, -8, 6, -2}, 1, 1, 2, 2)),
                        in(x),
                        in(scale),
                        in(offset),
                        in(new float[] {2, 20}),
                        in(new float[] {3, 99}),
                        1f));
    }

    private static List<FaceCase> space() {
        Tensor image = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 4, 1);
        int[][] margins = {{0, 0}, {2, 0}};
        Tensor blocks = Tensor.wrap(new float[] {0, 1, 3, 0, 2, 4, 0, 5, 7, 0, 6, 8}, 4, 1, 3, 1);
        Tensor deep = Tensor.wrap(new float[] {1, 2, 5, 6, 3, 4, 7, 8}, 1, 1, 2, 4);
        float[][] rows = {{1, 2, 3, 4}, {5, 6, 7, 8}};
        return List.of(
                FaceCase.of("tf.nn.spaceToDepth(Operand,int)", gives("SpaceToDepth", deep), in(image), 2),
                FaceCase.of("tf.nn.depthToSpace(Operand,int)", gives("DepthToSpace", image), in(deep), 2),
                FaceCase.of(
                        "tf.nn.spaceToBatch(Operand,int[],int[][])",
                        gives("SpaceToBatchND", blocks),
                        in(image),
                        new int[] {2, 2},
                        margins),
                FaceCase.of(
                        "tf.nn.batchToSpace(Operand,int[],int[][])",
                        gives("BatchToSpaceND", image),
                        in(blocks),
                        new int[] {2, 2},
                        margins),
                FaceCase.of(
                        "tf.nn.extractImagePatches(Operand,int,int,int,Padding)",
                        gives("ExtractImagePatches", IMAGE.reshape(1, 1, 1, 9)),
                        in(IMAGE),
                        3,
                        2,
                        1,
                        Padding.VALID),
                FaceCase.of(
                        "tf.roll(Operand,int,int)",
                        gives("Roll", (Object) new float[][] {{3, 4, 1, 2}, {7, 8, 5, 6}}),
                        in(rows),
                        2,
                        1),
                FaceCase.of(
                        "tf.reverseSequence(Operand,Operand,int,int)",
                        gives("ReverseSequence", (Object) new float[][] {{3, 2, 1, 4}, {6, 5, 7, 8}}),
                        in(rows),
                        in(new long[] {3, 2}),
                        1,
                        0));
    }

    private static FaceCase image(String face, String op, float... values) {
        return FaceCase.of(face, gives(op, Tensor.wrap(values, 1, 2, 2, 1)), in(IMAGE), 2, 1, Padding.VALID);
    }

    private static FaceCase volume(String face, String op, float... values) {
        return FaceCase.of(face, gives(op, Tensor.wrap(values, 1, 2, 2, 2, 1)), in(VOLUME), 2, 1, Padding.SAME);
    }
}

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
        return new ArrayList<>(pooling());
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

    private static FaceCase image(String face, String op, float... values) {
        return FaceCase.of(face, gives(op, Tensor.wrap(values, 1, 2, 2, 1)), in(IMAGE), 2, 1, Padding.VALID);
    }

    private static FaceCase volume(String face, String op, float... values) {
        return FaceCase.of(face, gives(op, Tensor.wrap(values, 1, 2, 2, 2, 1)), in(VOLUME), 2, 1, Padding.SAME);
    }
}

package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Pictures, and quantisation. */
final class ImageCases {
    private static final float[][][][] ROW = {{{{1}, {2}, {4}, {8}}}};
    private static final float[][][] COLOR = {{{0.8f, 0.4f, 0.2f}}};
    private static final float[][][] TWO = {{{1}, {3}}, {{5}, {7}}};

    private ImageCases() {}

    static List<FaceCase> all() {
        List<FaceCase> all = new ArrayList<>();
        all.addAll(sizes());
        all.addAll(files());
        all.addAll(boxes());
        all.addAll(colors());
        all.addAll(quantised());
        return all;
    }

    private static List<FaceCase> sizes() {
        return List.of(
                resized("resizeBilinear", "ResizeBilinear", 1.5f, 6),
                resized("resizeBicubic", "ResizeBicubic", 1.352941f, 6.235294f),
                resized("resizeNearestNeighbor", "ResizeNearestNeighbor", 2, 8),
                FaceCase.of(
                        "tf.image.resizeArea(Operand,Operand)",
                        gives("ResizeArea", (Object) new float[][][][] {{{{1.25f}, {3}, {7}}}}),
                        in(ROW),
                        in(new int[] {1, 3})),
                FaceCase.of(
                        "tf.image.flipLeftRight(Operand)",
                        gives("ReverseV2", (Object) new float[][][] {{{3}, {1}}, {{7}, {5}}}),
                        in(TWO)),
                FaceCase.of(
                        "tf.image.flipUpDown(Operand)",
                        gives("ReverseV2", (Object) new float[][][] {{{5}, {7}}, {{1}, {3}}}),
                        in(TWO)));
    }

    private static FaceCase resized(String name, String op, float first, float second) {
        return FaceCase.of(
                "tf.image." + name + "(Operand,Operand)",
                gives(op, (Object) new float[][][][] {{{{first}, {second}}}}),
                in(ROW),
                in(new int[] {1, 2}));
    }

    private static List<FaceCase> files() {
        byte[] bmp = new byte[58];
        ByteBuffer.wrap(bmp)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) 0x4d42)
                .putInt(10, 54)
                .putInt(18, 1)
                .putInt(22, 1)
                .putShort(28, (short) 24);
        bmp[54] = 3;
        Tensor contents = Tensor.wrap(DType.STRING, new byte[][] {bmp}, Shape.scalar());
        return List.of(
                FaceCase.of(
                        "tf.image.decodeBmp(Operand)",
                        gives("DecodeBmp", Tensor.of(new int[][][] {{{0, 0, 3}}}, DType.UINT8)),
                        in(contents)),
                FaceCase.of(
                        "tf.image.encodePng(Operand)",
                        call -> {
                            call.isMadeBy("EncodePng");
                            byte[] file = call.value(call.result(Output.class))
                                    .buffer()
                                    .strings()[0];
                            assertThat(file).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(57);
                        },
                        in(Tensor.of(new int[][][] {{{7}}}, DType.UINT8))));
    }

    private static List<FaceCase> boxes() {
        return List.of(
                FaceCase.of(
                        "tf.image.cropAndResize(Operand,Operand,Operand,Operand)",
                        gives("CropAndResize", (Object) new float[][][][] {{{{8}, {3}}}}),
                        in(ROW),
                        in(new float[][] {{0, 1, 0, 0.5f}}),
                        in(new int[] {0}),
                        in(new int[] {1, 2})),
                FaceCase.of(
                        "tf.image.nonMaxSuppression(Operand,Operand,Operand,float,float)",
                        gives("NonMaxSuppressionV3", (Object) new int[] {2, 0, 1}),
                        in(new float[][] {{0, 0, 1, 1}, {0, 0.1f, 1, 1.1f}, {2, 2, 3, 3}, {5, 5, 6, 6}}),
                        in(new float[] {0.8f, 0.7f, 0.9f, 0.1f}),
                        in(4),
                        0.85f,
                        0.2f),
                FaceCase.of(
                        "tf.image.drawBoundingBoxes(Operand,Operand,Operand)",
                        gives("DrawBoundingBoxesV2", (Object) new float[][][][] {{{{1}, {9}, {9}, {8}}}}),
                        in(ROW),
                        in(new float[][][] {{{0, 0.4f, 0, 0.7f}}}),
                        in(new float[][] {{9}})));
    }

    private static List<FaceCase> colors() {
        float[][][] hsv = {{{1 / 18f, 0.75f, 0.8f}}};
        return List.of(
                FaceCase.of(
                        "tf.image.adjustBrightness(Operand,Operand)",
                        arranged(gives("AddV2", (Object) new float[][][] {{{1.3f, 0.9f, 0.7f}}})),
                        in(COLOR),
                        in(0.5f)),
                FaceCase.of(
                        "tf.image.adjustContrast(Operand,Operand)",
                        gives("AdjustContrastv2", (Object) new float[][][] {{{-2}, {2}}, {{6}, {10}}}),
                        in(TWO),
                        in(2f)),
                FaceCase.of(
                        "tf.image.adjustHue(Operand,Operand)",
                        gives("AdjustHue", (Object) new float[][][] {{{0.2f, 0.8f, 0.4f}}}),
                        in(COLOR),
                        in(1 / 3f)),
                FaceCase.of(
                        "tf.image.adjustSaturation(Operand,Operand)",
                        gives("AdjustSaturation", (Object) new float[][][] {{{0.8f, 0.6f, 0.5f}}}),
                        in(COLOR),
                        in(0.5f)),
                FaceCase.of("tf.image.rgbToHsv(Operand)", gives("RGBToHSV", (Object) hsv), in(COLOR)),
                FaceCase.of("tf.image.hsvToRgb(Operand)", gives("HSVToRGB", (Object) COLOR), in(hsv)),
                FaceCase.of(
                        "tf.image.rgbToGrayscale(Operand)",
                        gives("Sum", (Object) new float[][][] {{{0.49672f}}}),
                        in(COLOR)),
                FaceCase.of(
                        "tf.image.grayscaleToRgb(Operand)",
                        gives("Mul", (Object) new float[][][] {{{1, 1, 1}, {3, 3, 3}}, {{5, 5, 5}, {7, 7, 7}}}),
                        in(TWO)));
    }

    /** The picture comes first, although a sum does not tell. */
    private static Consumer<FaceCall> arranged(Consumer<FaceCall> expectation) {
        return call -> {
            expectation.accept(call);
            assertThat(call.outputs().getFirst().node().input(0).shape().rank()).isEqualTo(3);
        };
    }

    private static List<FaceCase> quantised() {
        return List.of(
                FaceCase.of(
                        "tf.quantization.fakeQuantWithMinMaxArgs(Operand,float,float)",
                        gives("FakeQuantWithMinMaxArgs", (Object) new float[] {-10, -9.75f, 53.75f}),
                        in(new float[] {-11, -9.8f, 54}),
                        -10f,
                        53.75f),
                FaceCase.of(
                        "tf.quantization.fakeQuantWithMinMaxVars(Operand,Operand,Operand)",
                        gives("FakeQuantWithMinMaxVars", (Object) new float[] {-10, -9.75f, 53.75f}),
                        in(new float[] {-11, -9.8f, 54}),
                        in(-10f),
                        in(53.75f)),
                FaceCase.of(
                        "tf.quantization.fakeQuantWithMinMaxVarsPerChannel(Operand,Operand,Operand)",
                        gives("FakeQuantWithMinMaxVarsPerChannel", (Object) new float[] {-10, 0.5f}),
                        in(new float[] {-11, 0.6f}),
                        in(new float[] {-10, 0}),
                        in(new float[] {53.75f, 127.5f})));
    }
}

package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.Output;
import dev.lamina.layer.Activation;
import dev.lamina.op.Padding;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/** Convolutions, each against its formula. */
final class ConvolutionCases {
    private static final Tensor IMAGE = Tensor.wrap(new float[] {1, 9, 2, 8}, 1, 2, 2, 1);
    private static final Tensor FILTER = Tensor.wrap(new float[] {1, 2, 3, 4}, 2, 2, 1, 1);

    private ConvolutionCases() {}

    static List<FaceCase> all() {
        return List.of(
                FaceCase.of(
                        "tf.nn.conv2d(Operand,Operand,int,Padding)",
                        gives("Conv2D", Tensor.wrap(new float[] {57}, 1, 1, 1, 1)),
                        in(IMAGE),
                        in(FILTER),
                        2,
                        Padding.SAME),
                FaceCase.of(
                        "tf.nn.conv1d(Operand,Operand,int,Padding)",
                        gives("Squeeze", Tensor.wrap(new float[] {19, 18}, 1, 2, 1)),
                        in(Tensor.wrap(new float[] {1, 9, 2, 8, 4}, 1, 5, 1)),
                        in(Tensor.wrap(new float[] {1, 2}, 2, 1, 1)),
                        2,
                        Padding.VALID),
                FaceCase.of(
                        "tf.nn.conv3d(Operand,Operand,int,Padding)",
                        gives("Conv3D", Tensor.wrap(new float[] {57}, 1, 1, 1, 1, 1)),
                        in(Tensor.wrap(new float[] {1, 9, 2, 8}, 1, 1, 2, 2, 1)),
                        in(Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1, 1)),
                        2,
                        Padding.SAME),
                FaceCase.of(
                        "tf.nn.depthwiseConv2d(Operand,Operand,int,Padding)",
                        gives("DepthwiseConv2dNative", Tensor.wrap(new float[] {57}, 1, 1, 1, 1)),
                        in(IMAGE),
                        in(FILTER),
                        2,
                        Padding.SAME),
                FaceCase.of(
                        "tf.nn.dilation2d(Operand,Operand,int,Padding)",
                        gives("Dilation2D", Tensor.wrap(new float[] {12}, 1, 1, 1, 1)),
                        in(IMAGE),
                        in(Tensor.wrap(new float[] {1, 2, 3, 4}, 2, 2, 1)),
                        2,
                        Padding.SAME),
                FaceCase.of(
                        "tf.nn.separableConv2d(Operand,Operand,Operand,int,Padding)",
                        gives("Conv2D", Tensor.wrap(new float[] {57, 114}, 1, 1, 1, 2)),
                        in(IMAGE),
                        in(FILTER),
                        in(Tensor.wrap(new float[] {1, 2}, 1, 1, 1, 2)),
                        2,
                        Padding.SAME),
                FaceCase.of(
                        "tf.nn.conv2dTranspose(Operand,Operand,int[],int,Padding)",
                        transposes("Conv2DBackpropInput", 1, 2, 3, 1),
                        in(Tensor.wrap(new float[] {1, 10}, 1, 1, 2, 1)),
                        in(FILTER),
                        new int[] {1, 2, 3, 1},
                        2,
                        Padding.SAME),
                FaceCase.of(
                        "tf.nn.conv3dTranspose(Operand,Operand,int[],int,Padding)",
                        transposes("Conv3DBackpropInputV2", 1, 1, 2, 3, 1),
                        in(Tensor.wrap(new float[] {1, 10}, 1, 1, 1, 2, 1)),
                        in(Tensor.wrap(new float[] {1, 2, 3, 4}, 1, 2, 2, 1, 1)),
                        new int[] {1, 1, 2, 3, 1},
                        2,
                        Padding.SAME),
                FaceCase.of("tf.layers.conv2d(Operand,int,int)", ofVariables("BiasAdd", x -> x), in(IMAGE), 3, 2),
                FaceCase.of(
                        "tf.layers.conv2d(Operand,int,int,Activation)",
                        ofVariables("Tanh", Math::tanh),
                        in(IMAGE),
                        3,
                        2,
                        Activation.TANH));
    }

    /** What two pixels spread to three columns. */
    private static Consumer<FaceCall> transposes(String op, long... shape) {
        return call -> {
            Output result = call.outputs().getFirst();
            assertThat(result.node().op().name()).isEqualTo(op);
            assertThat(result.node().name()).isEqualTo(FaceCall.NAME);
            FaceCall.close(op, call.value(result), Tensor.wrap(new float[] {1, 2, 10, 3, 4, 30}, shape));
        };
    }

    /** The image times each of three filters, which are as large. */
    private static Consumer<FaceCall> ofVariables(String op, DoubleUnaryOperator activation) {
        return call -> {
            Output result = call.outputs().getFirst();
            assertThat(result.node().op().name()).isEqualTo(op);
            Tensor y = call.value(result);
            float[] kernel =
                    call.session().variables().get(FaceCall.NAME + "/kernel").floats();
            float[] expected = new float[3];
            for (int filter = 0; filter < 3; filter++) {
                double sum = 0;
                for (int i = 0; i < 4; i++) {
                    sum += IMAGE.floats()[i] * kernel[3 * i + filter];
                }
                expected[filter] = (float) activation.applyAsDouble(sum);
            }
            FaceCall.close(op, y, Tensor.wrap(expected, 1, 1, 1, 3));
        };
    }
}

package dev.lamina.layer.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Phase;
import dev.lamina.op.Padding;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ConvolutionLayersTest {
    private static final Tensor IMAGE = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3, 1);
    private static final Initializer TWOS = Initializer.constant(2);
    private static final Parameter HALVES = Parameter.of(Initializer.constant(-60.5f));

    private final Tf tf = Tf.create();

    private Tensor run(Layer layer, Tensor x) {
        Output y = tf.layers.apply(layer, tf.constant(x), Phase.TRAINING);
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            return session.run(y);
        }
    }

    @Test
    void conv2DAddsItsBiasAndActivates() {
        Conv2D layer = new Conv2D(1, 2, Activation.RELU).kernelInitializer(TWOS).bias(HALVES);
        // Sums of windows are 12, 16, 24 and 28.
        assertThat(run(layer, IMAGE)).isEqualTo(Tensor.wrap(new float[] {0, 0, 0, 0}, 1, 2, 2, 1));
        assertThat(run(layer.bias(Parameter.of(Initializer.constant(-40))), IMAGE))
                .isEqualTo(Tensor.wrap(new float[] {0, 0, 8, 16}, 1, 2, 2, 1));
    }

    @Test
    void conv2DPutsItsFiltersWhereItIsTold() {
        Conv2D layer = new Conv2D(1, 2).kernelInitializer(Initializer.ones()).withoutBias();
        assertThat(run(layer.strides(2).padding(Padding.SAME), IMAGE))
                .isEqualTo(Tensor.wrap(new float[] {12, 9, 15, 9}, 1, 2, 2, 1));
        assertThat(run(layer.dilation(2), IMAGE)).isEqualTo(Tensor.wrap(new float[] {20}, 1, 1, 1, 1));
        assertThat(run(new Conv2D(1, 1, 3).kernelInitializer(Initializer.ones()), IMAGE))
                .isEqualTo(Tensor.wrap(new float[] {6, 15, 24}, 1, 3, 1, 1));
    }

    @Test
    void conv2DHasTheVariablesOfKeras() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 9, 9, 4), "x");
        Output y = tf.layers.apply(new Conv2D(8, 3, 5).groups(2), x, Phase.TRAINING);
        assertThat(y.shape()).isEqualTo(Shape.of(-1, 7, 5, 8));
        assertThat(tf.graph().variables())
                .extracting(variable -> variable.ref().node().name() + " " + variable.shape())
                .containsExactly("conv2d/kernel [3,5,2,8]", "conv2d/bias [8]");
    }

    @Test
    void conv1DIsAConvolutionOfSequences() {
        Conv1D layer = new Conv1D(2, 2).kernelInitializer(Initializer.ones());
        Tensor x = Tensor.wrap(new float[] {1, 10, 2, 20, 3, 30}, 1, 3, 2);
        assertThat(run(layer, x)).isEqualTo(Tensor.wrap(new float[] {33, 33, 55, 55}, 1, 2, 2));
        assertThat(run(layer.padding(Padding.SAME).strides(2), x))
                .isEqualTo(Tensor.wrap(new float[] {33, 33, 33, 33}, 1, 2, 2));
        assertThat(tf.graph().variables().getFirst().shape()).isEqualTo(Shape.of(2, 2, 2));
    }

    private Shape shapeOf(Layer layer, long... input) {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(input), "x");
        return tf.layers.apply(layer, x, Phase.TRAINING).shape();
    }

    private void hasVariables(String... names) {
        assertThat(tf.graph().variables())
                .extracting(variable -> variable.ref().node().name() + " " + variable.shape())
                .containsExactly(names);
    }

    @Test
    void conv3DIsAConvolutionOfVolumes() {
        Tensor x = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 2, 1);
        assertThat(run(new Conv3D(1, 2, 1, 2).kernelInitializer(TWOS), x))
                .isEqualTo(Tensor.wrap(new float[] {28, 44}, 1, 1, 2, 1, 1));
        assertThat(shapeOf(new Conv3D(6, 3).strides(2).padding(Padding.SAME), -1, 9, 8, 7, 4))
                .isEqualTo(Shape.of(-1, 5, 4, 4, 6));
        hasVariables(
                "conv3d/kernel [2,1,2,1,1]", "conv3d/bias [1]", "conv3d_1/kernel [3,3,3,4,6]", "conv3d_1/bias [6]");
    }

    @Test
    void conv2DTransposeSpreadsEachPixel() {
        Conv2DTranspose layer =
                new Conv2DTranspose(1, 2).kernelInitializer(TWOS).strides(2);
        Tensor x = Tensor.wrap(new float[] {1, 2}, 1, 1, 2, 1);
        assertThat(run(layer, x)).isEqualTo(Tensor.wrap(new float[] {2, 2, 4, 4, 2, 2, 4, 4}, 1, 2, 4, 1));
        assertThat(run(layer.strides(1), x)).isEqualTo(Tensor.wrap(new float[] {2, 6, 4, 2, 6, 4}, 1, 2, 3, 1));
        assertThat(run(layer.strides(1).padding(Padding.SAME), x))
                .isEqualTo(Tensor.wrap(new float[] {2, 6}, 1, 1, 2, 1));
        assertThat(shapeOf(new Conv2DTranspose(6, 3).strides(2).padding(Padding.SAME), -1, 9, 8, 4))
                .isEqualTo(Shape.of(-1, 18, 16, 6));
        assertThat(tf.graph().variables().get(6).shape()).isEqualTo(Shape.of(3, 3, 6, 4));
    }

    @Test
    void transposesHaveTheShapesOfKeras() {
        assertThat(shapeOf(new Conv1DTranspose(6, 5).strides(3), -1, 9, 4)).isEqualTo(Shape.of(-1, 29, 6));
        assertThat(shapeOf(new Conv3DTranspose(6, 2).strides(3), -1, 2, 3, 4, 5))
                .isEqualTo(Shape.of(-1, 6, 9, 12, 6));
        hasVariables(
                "conv1d_transpose/kernel [5,6,4]",
                "conv1d_transpose/bias [6]",
                "conv3d_transpose/kernel [2,2,2,6,5]",
                "conv3d_transpose/bias [6]");
        Tensor x = Tensor.wrap(new float[] {1, 2}, 1, 2, 1);
        assertThat(run(new Conv1DTranspose(1, 2).kernelInitializer(TWOS).strides(2), x))
                .isEqualTo(Tensor.wrap(new float[] {2, 2, 4, 4}, 1, 4, 1));
        assertThat(run(new Conv3DTranspose(1, 1, 1, 2).kernelInitializer(TWOS), x(1, 1, 1, 2, 1)))
                .isEqualTo(Tensor.wrap(new float[] {2, 6, 4}, 1, 1, 1, 3, 1));
    }

    private static Tensor x(long... dims) {
        return Tensor.wrap(new float[] {1, 2}, dims);
    }

    @Test
    void depthwiseConv2DHasFiltersForEachChannel() {
        DepthwiseConv2D layer = new DepthwiseConv2D(1, 2).kernelInitializer(TWOS);
        Tensor x = Tensor.wrap(new float[] {1, 10, 2, 20}, 1, 1, 2, 2);
        assertThat(run(layer, x)).isEqualTo(Tensor.wrap(new float[] {6, 60}, 1, 1, 1, 2));
        assertThat(run(layer.depthMultiplier(2).strides(2).padding(Padding.SAME), x))
                .isEqualTo(Tensor.wrap(new float[] {6, 6, 60, 60}, 1, 1, 1, 4));
        hasVariables(
                "depthwise_conv2d/depthwise_kernel [1,2,2,1]",
                "depthwise_conv2d/bias [2]",
                "depthwise_conv2d_1/depthwise_kernel [1,2,2,2]",
                "depthwise_conv2d_1/bias [4]");
    }

    @Test
    void separableConv2DJoinsItsChannels() {
        SeparableConv2D layer = new SeparableConv2D(3, 1, 2)
                .kernels(Parameter.of(TWOS), Parameter.of(Initializer.ones()))
                .bias(HALVES)
                .activation(Activation.RELU);
        Tensor x = Tensor.wrap(new float[] {1, 10, 2, 20}, 1, 1, 2, 2);
        assertThat(run(layer, x)).isEqualTo(Tensor.wrap(new float[] {5.5f, 5.5f, 5.5f}, 1, 1, 1, 3));
        hasVariables(
                "separable_conv2d/depthwise_kernel [1,2,2,1]",
                "separable_conv2d/pointwise_kernel [1,1,2,3]",
                "separable_conv2d/bias [3]");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 9, 9, 4), "x");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> tf.layers.apply(new Conv1D(8, 3), x, Phase.TRAINING))
                .withMessageContaining("conv1d needs inputs of 3 axes");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> tf.layers.apply(new Conv2D(8, 3).groups(3), x, Phase.TRAINING))
                .withMessageContaining("3 groups, which must divide its 4 channels and 8 filters");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> new Conv2D(8, 3).strides(2).dilation(2))
                .withMessageContaining("not supported in conjunction");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> new Conv2D(8, 3, 3, 3))
                .withMessageContaining("along 2 axes needs one number or 2, got [3, 3, 3]");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> tf.layers.apply(new Conv2D(0, 3), x, Phase.TRAINING))
                .withMessageContaining("1 filter or more");
    }
}

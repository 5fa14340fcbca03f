package dev.lamina.model.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Pipeline;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.model.Compilation;
import dev.lamina.model.Model;
import dev.lamina.model.Network;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What networks give at some of their layers, and that they learn. */
class ApplicationsTest {
    private static final int EXAMPLES = 6;
    private static final int CLASSES = 3;
    private static final int TOKENS = 9;
    private static final int STEPS = 6;

    /** The shape of a layer's output, as the summary shows it. */
    private static String shape(String summary, String layer) {
        return summary.lines()
                .filter(line -> line.startsWith(layer + " "))
                .map(line -> line.replaceFirst("^.*?\\)  +", "").replaceFirst(" .*", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void imagesBecomeSmaller() {
        String first = ResNet.v1(50).network().summary();
        assertThat(shape(first, "conv1_conv")).isEqualTo("[?,112,112,64]");
        assertThat(shape(first, "pool1_pool")).isEqualTo("[?,56,56,64]");
        assertThat(shape(first, "conv2_block3_out")).isEqualTo("[?,56,56,256]");
        assertThat(shape(first, "conv3_block1_1_conv")).isEqualTo("[?,56,56,128]");
        assertThat(shape(first, "conv3_block1_2_conv")).isEqualTo("[?,28,28,128]");
        assertThat(shape(first, "conv4_block6_out")).isEqualTo("[?,14,14,1024]");
        assertThat(shape(first, "conv5_block3_out")).isEqualTo("[?,7,7,2048]");
        assertThat(shape(first, "avg_pool")).isEqualTo("[?,2048]");
        String second = ResNet.v2(50).network().summary();
        assertThat(shape(second, "conv2_block2_out")).isEqualTo("[?,56,56,256]");
        assertThat(shape(second, "conv2_block3_out")).isEqualTo("[?,28,28,256]");
        assertThat(shape(second, "post_relu")).isEqualTo("[?,7,7,2048]");
        String basic = ResNet.v1(34).image(65, 47, 1).classes(7).network().summary();
        assertThat(shape(basic, "conv5_block3_out")).isEqualTo("[?,3,2,512]");
        assertThat(shape(basic, "predictions")).isEqualTo("[?,7]");
        String small = new CifarResNet(20).network().summary();
        assertThat(shape(small, "conv2_block3_out")).isEqualTo("[?,32,32,16]");
        assertThat(shape(small, "conv3_block3_out")).isEqualTo("[?,16,16,32]");
        assertThat(shape(small, "conv4_block3_out")).isEqualTo("[?,8,8,64]");
        String mobile = new MobileNetV2().network().summary();
        assertThat(shape(mobile, "Conv1_relu")).isEqualTo("[?,112,112,32]");
        assertThat(shape(mobile, "expanded_conv_project_BN")).isEqualTo("[?,112,112,16]");
        assertThat(shape(mobile, "block_3_expand")).isEqualTo("[?,56,56,144]");
        assertThat(shape(mobile, "block_6_project")).isEqualTo("[?,14,14,64]");
        assertThat(shape(mobile, "block_16_project_BN")).isEqualTo("[?,7,7,320]");
        assertThat(shape(mobile, "out_relu")).isEqualTo("[?,7,7,1280]");
        String digits = new LeNet5().network().summary();
        assertThat(shape(digits, "average_pooling2d")).isEqualTo("[?,14,14,6]");
        assertThat(shape(digits, "flatten")).isEqualTo("[?,400]");
    }

    @Test
    void imagesBecomeLargeAgain() {
        String network = new UNet(64, 32, 3).classes(4).network().summary();
        assertThat(shape(network, "down4_conv2")).isEqualTo("[?,8,4,512]");
        assertThat(shape(network, "bottom_conv2")).isEqualTo("[?,4,2,1024]");
        assertThat(shape(network, "up4_upconv")).isEqualTo("[?,8,4,512]");
        assertThat(shape(network, "up4_concat")).isEqualTo("[?,8,4,1024]");
        assertThat(shape(network, "predictions")).isEqualTo("[?,64,32,4]");
    }

    @Test
    void textsStayAsLongAsTheyAre() {
        String network = new Gpt(50, 12, 16, 4, 2).dropout(0.1f).network().summary();
        assertThat(shape(network, "dropout")).isEqualTo("[?,12,16]");
        assertThat(shape(network, "block_2")).isEqualTo("[?,12,16]");
        assertThat(shape(network, "logits")).isEqualTo("[?,12,50]");
        String reader =
                new LstmClassifier(50, 12, 16, 4, 5).bidirectional().network().summary();
        assertThat(shape(reader, "bidirectional")).isEqualTo("[?,8]");
        assertThat(shape(reader, "predictions")).isEqualTo("[?,5]");
    }

    private static Tensor random(long... dims) {
        Random random = new Random(1);
        float[] values = new float[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.wrap(values, dims);
    }

    private static Tensor whole(int below, long... dims) {
        Random random = new Random(2);
        int[] values = new int[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(below);
        }
        return Tensor.wrap(values, dims);
    }

    /** Whether each place is dark, grey or bright. */
    private static Tensor brightness(Tensor image) {
        float[] pixels = image.floats();
        int[] classes = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            classes[i] = pixels[i] < -0.2f ? 0 : pixels[i] < 0.2f ? 1 : 2;
        }
        return Tensor.wrap(classes, image.shape().slice(0, 3).dims());
    }

    private static Arguments images(String name, Network network, int size, int channels) {
        return Arguments.of(name, network, random(EXAMPLES, size, size, channels), whole(CLASSES, EXAMPLES), 0.003f);
    }

    static Stream<Arguments> networks() {
        Tensor tokens = whole(TOKENS, EXAMPLES, STEPS);
        Gpt gpt = new Gpt(TOKENS, STEPS, 8, 2, 2);
        LstmClassifier reader = new LstmClassifier(TOKENS, STEPS, 8, 8, CLASSES);
        return Stream.of(
                images("LeNet-5", new LeNet5().classes(CLASSES).network(), 28, 1),
                images("ResNet-18", small(ResNet.v1(18)), 32, 3),
                images("ResNet-50", small(ResNet.v1(50)), 32, 3),
                images("ResNet-18 V2", small(ResNet.v2(18)), 32, 3),
                images("ResNet-50 V2", small(ResNet.v2(50)), 32, 3),
                images(
                        "ResNet-20",
                        new CifarResNet(20).image(16, 16, 3).classes(CLASSES).network(),
                        16,
                        3),
                images(
                        "MobileNetV2",
                        new MobileNetV2()
                                .width(0.25f)
                                .image(32, 32, 3)
                                .classes(CLASSES)
                                .network(),
                        32,
                        3),
                Arguments.of(
                        "U-Net",
                        new UNet(16, 16, 1)
                                .filters(4)
                                .levels(2)
                                .classes(CLASSES)
                                .network(),
                        random(EXAMPLES, 16, 16, 1),
                        brightness(random(EXAMPLES, 16, 16, 1)),
                        0.02f),
                Arguments.of("GPT", gpt.network(), tokens, whole(TOKENS, EXAMPLES, STEPS), 0.02f),
                Arguments.of("GPT, untied", gpt.untied().network(), tokens, whole(TOKENS, EXAMPLES, STEPS), 0.02f),
                Arguments.of("LSTM", reader.network(), tokens, whole(CLASSES, EXAMPLES), 0.02f),
                Arguments.of(
                        "LSTM, both ways, dropout",
                        reader.bidirectional().dropout(0.1f).network(),
                        tokens,
                        whole(CLASSES, EXAMPLES),
                        0.02f));
    }

    private static Network small(ResNet network) {
        return network.width(4).image(32, 32, 3).classes(CLASSES).network();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void theirLossFalls(String name, Network network, Tensor features, Tensor labels, float rate) {
        try (Model model =
                Model.of(network, 1).compile(Compilation.of(new Adam(rate), new SparseSoftmaxCrossEntropy()))) {
            double[] loss =
                    model.fit(Pipeline.of(features, labels).batch(EXAMPLES), 8).values("loss");
            assertThat(loss[0]).as(name).isFinite().isPositive();
            assertThat(loss[7]).as(name).isLessThan(0.95 * loss[0]);
        }
    }

    @Test
    void aStepOfAGptSeesThoseBeforeItAlone() {
        try (Model model = Model.of(new Gpt(TOKENS, STEPS, 8, 2, 2).network(), 1)) {
            float[] one =
                    model.predict(Tensor.of(new int[][] {{1, 2, 3, 4, 5, 6}})).floats();
            float[] other =
                    model.predict(Tensor.of(new int[][] {{1, 2, 3, 4, 8, 7}})).floats();
            for (int i = 0; i < 4 * TOKENS; i++) {
                assertThat(other[i]).isEqualTo(one[i]);
            }
            assertThat(other[4 * TOKENS]).isNotEqualTo(one[4 * TOKENS]);
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> ResNet.v1(20))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("18, 34, 50, 101 or 152 layers, got 20")
                .hasMessageContaining("CifarResNet");
        assertThatThrownBy(() -> ResNet.v2(50).width(0)).hasMessageContaining("a width of 0");
        assertThatThrownBy(() -> ResNet.v1(50).classes(0)).hasMessageContaining("1 class or more apart, got 0");
        assertThatThrownBy(() -> new LeNet5().image(0, 3, 1)).hasMessageContaining("got [0,3,1]");
        assertThatThrownBy(() -> new CifarResNet(21)).hasMessageContaining("6n + 2 layers");
        assertThatThrownBy(() -> new MobileNetV2().width(Float.NaN)).hasMessageContaining("a width above 0");
        assertThatThrownBy(() -> new UNet(20, 16, 1))
                .hasMessageContaining("multiples of 16, got [20,16,1]")
                .hasMessageContaining("fewer levels");
        assertThatThrownBy(() -> new UNet(16, 16, 1).levels(0)).hasMessageContaining("1 to 10 levels");
        assertThatThrownBy(() -> new Gpt(10, 4, 10, 3, 1)).hasMessageContaining("a width that its heads divide");
        assertThatThrownBy(() -> new LstmClassifier(10, 0, 4, 4, 2)).hasMessageContaining("1 step and 1 class");
    }
}

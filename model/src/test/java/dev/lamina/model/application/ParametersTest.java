package dev.lamina.model.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.model.Network;
import org.junit.jupiter.api.Test;

/** The numbers of parameters are those that were published, or follow from a sum that is written out. */
class ParametersTest {
    private static void assertCounts(Network network, long trained, long gathered) {
        assertThat(network.trainedParameters()).isEqualTo(trained);
        assertThat(network.parameters()).isEqualTo(trained + gathered);
    }

    @Test
    void leNet5() {
        // 6 (25 + 1) + 16 (6 25 + 1) + 120 (400 + 1) + 84 (120 + 1) + 10 (84 + 1), for either size of images
        assertCounts(new LeNet5().network(), 61_706, 0);
        assertCounts(new LeNet5().image(32, 32, 1).network(), 61_706, 0);
        assertCounts(new LeNet5().classes(3).network(), 61_706 - 7 * 85, 0);
    }

    @Test
    void residualNetworksOfTheFirstVersion() {
        // https://pytorch.org/vision/stable/models/resnet.html, num_params
        assertCounts(ResNet.v1(18).network(), 11_689_512, 9_600);
        assertCounts(ResNet.v1(34).network(), 21_797_672, 17_024);
        // With as many moving averages as Keras's ResNet50 has, which has 26,560 biases besides: 25,636,712 in all.
        assertCounts(ResNet.v1(50).network(), 25_557_032, 53_120);
        assertThat(ResNet.v1(50).network().parameters() + 26_560).isEqualTo(25_636_712);
        assertCounts(ResNet.v1(101).network(), 44_549_160, 105_344);
        assertCounts(ResNet.v1(152).network(), 60_192_808, 151_424);
    }

    @Test
    void residualNetworksOfTheSecondVersion() {
        // https://keras.io/api/applications: ResNet50V2 25.6 million, by its summary 25,613,800, of which 25,568,360
        // are trained
        assertCounts(ResNet.v2(50).network(), 25_568_360, 45_440);
        // Keras's ResNet101V2, by its summary 44,675,560, of which 44,577,896 are trained
        assertCounts(ResNet.v2(101).network(), 44_577_896, 97_664);
        assertCounts(ResNet.v2(18).network(), basic(2, 2, 2, 2), 2 * normalized(2, 2, 2, 2));
        assertCounts(ResNet.v2(34).network(), basic(3, 4, 6, 3), 2 * normalized(3, 4, 6, 3));
    }

    /** Two convolutions a block, the second with a bias; a shortcut with a bias where there are more channels; first and last layer. */
    private static long basic(int... blocks) {
        long sum = 49 * 3 * 64 + 64 + 512 * 1000 + 1000 + 2 * normalized(blocks);
        long channels = 64;
        for (int stage = 0; stage < blocks.length; stage++) {
            long filters = 64L << stage;
            sum += channels == filters ? 0 : channels * filters + filters;
            for (int i = 0; i < blocks[stage]; i++) {
                sum += 9 * channels * filters + 9 * filters * filters + filters;
                channels = filters;
            }
        }
        return sum;
    }

    /** Channels that are normalised: those of the input and those between, of each block, and at the end. */
    private static long normalized(int... blocks) {
        long sum = 512;
        long channels = 64;
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int i = 0; i < blocks[stage]; i++) {
                sum += channels + (64L << stage);
                channels = 64L << stage;
            }
        }
        return sum;
    }

    @Test
    void residualNetworksForSmallImages() {
        // He et al. 2015, table 6: 0.27, 0.46, 0.66, 0.85 and 1.7 million
        // 20 layers: 27 16 + 6 9 16² + 9 16 32 + 5 9 32² + 9 32 64 + 5 9 64² + 2 (7 16 + 6 32 + 6 64) + 64 10 + 10
        assertCounts(new CifarResNet(20).network(), 269_722, 2 * (7 * 16 + 6 * 32 + 6 * 64));
        assertThat(new CifarResNet(32).network().trainedParameters()).isEqualTo(464_154);
        assertThat(new CifarResNet(44).network().trainedParameters()).isEqualTo(658_586);
        assertThat(new CifarResNet(56).network().trainedParameters()).isEqualTo(853_018);
        assertThat(new CifarResNet(110).network().trainedParameters()).isEqualTo(1_727_962);
    }

    @Test
    void mobileNets() {
        // Keras's MobileNetV2, by its summary; Sandler et al. 2018, table 4: 3.4 million, and 6.9 of width 1.4
        assertCounts(new MobileNetV2().network(), 3_504_872, 34_112);
        assertThat(new MobileNetV2().network().parameters()).isEqualTo(3_538_984);
        // The table of widths in Keras's mobilenet_v2.py, in millions, which leaves out what normalises
        double[][] table = {{0.35, 1.66}, {0.5, 1.95}, {0.75, 2.61}, {1, 3.47}, {1.3, 5.34}, {1.4, 6.06}};
        for (double[] row : table) {
            Network network = new MobileNetV2().width((float) row[0]).network();
            long gathered = network.parameters() - network.trainedParameters();
            assertThat((network.trainedParameters() - gathered) / 1e6).isCloseTo(row[1], within(0.015));
        }
    }

    @Test
    void uNet() {
        // A common form, of an image of one channel, has 31,031,685: with 64 2 9 + 2 and then 2 + 1 for its end, where
        // this one has 64 2 + 2, as the paper has.
        Network network = new UNet(256, 256, 1).network();
        assertCounts(network, 31_031_685 - (64 * 2 * 9 + 2) - (2 + 1) + (64 * 2 + 2), 0);
    }

    @Test
    void gpt() {
        // The small GPT-2: 50257 768 + 1024 768 + 12 (4 (768² + 768) + 2 768 3072 + 3072 + 768 + 4 768) + 2 768
        Gpt small = new Gpt(50_257, 1024, 768, 12, 12);
        assertCounts(small.network(), 124_439_808, 0);
        assertCounts(small.untied().network(), 124_439_808 + 50_257 * 768, 0);
    }

    @Test
    void lstmClassifier() {
        // Keras's example imdb_lstm: 20000 128 + 4 128 (128 + 128 + 1) + 128 + 1
        assertCounts(new LstmClassifier(20_000, 80, 128, 128, 1).network(), 2_691_713, 0);
        // Keras's example bidirectional_lstm_imdb, whose one layer of two is this: 20000 128 + 2 4 64 (128 + 64 + 1) +
        // 128 + 1
        assertCounts(
                new LstmClassifier(20_000, 200, 128, 64, 1).bidirectional().network(), 2_560_000 + 98_816 + 129, 0);
    }
}

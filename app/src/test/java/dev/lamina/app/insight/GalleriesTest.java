package dev.lamina.app.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.app.TinyImages;
import dev.lamina.app.report.Gallery;
import dev.lamina.app.report.GreyImage;
import dev.lamina.data.DataSet;
import dev.lamina.data.MnistDataSets;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of a network of two pixels and two classes, whose logits are known. */
class GalleriesTest {
    private static final Specimens SPECIMENS = new Specimens(
            List.of(new GreyImage(1, 2, new float[] {1, 0}), new GreyImage(1, 2, new float[] {0, 1})), List.of(0, 1));

    private final Tf tf = Tf.create();
    private final Session session = tf.session();
    private Network network;

    @BeforeEach
    void build() {
        Output images = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2), "images");
        Output logits = tf.matmul(images, tf.constant(new float[][] {{4, 1}, {-2, 0}}));
        network = new Network(session, images, logits, List.of("one", "other"));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void saliencyIsTheGradientOfTheClass() {
        Gallery gallery = SaliencyGallery.of(network, SPECIMENS);
        assertThat(gallery.rows()).hasSize(2);
        assertThat(images(gallery, 0)).isEqualTo(SPECIMENS.images());
        assertThat(images(gallery, 1))
                .containsExactly(new GreyImage(1, 2, new float[] {1, 0.5f}), new GreyImage(1, 2, new float[] {1, 0}));
        assertThat(gallery.rows().get(1).pictures().stream().map(Gallery.Picture::caption))
                .containsExactly("one (95%)", "other (88%)"); // 1 / (1 + e⁻³), 1 / (1 + e⁻²)
    }

    @Test
    void filtersAreWhatWeightsAre() {
        float[][][][] weights = {{{{1, 0}}, {{-0.5f, 0}}}, {{{0, 0}}, {{-1, 0}}}};
        tf.variable(tf.constant(weights), "kernel");
        session.run(tf.globalVariablesInitializer());
        assertThat(images(FilterGallery.of(network, "kernel"), 0))
                .containsExactly(
                        new GreyImage(2, 2, new float[] {1, 0.25f, 0.5f, 0}),
                        new GreyImage(2, 2, new float[] {0.5f, 0.5f, 0.5f, 0.5f}));
    }

    @Test
    void featuresAreThoseOfTheFirstImage() {
        // Map 0 is the image, map 1 twice its mirror image.
        Output maps = tf.reshape(
                tf.matmul(network.images(), tf.constant(new float[][] {{1, 0, 0, 2}, {0, 2, 1, 0}})), -1, 1, 2, 2);
        Gallery gallery = FeatureGallery.of(network, List.of(maps), SPECIMENS);
        assertThat(images(gallery, 0)).containsExactly(SPECIMENS.images().getFirst());
        assertThat(gallery.rows().get(1).caption()).isEqualTo("convolution 1: 2 maps of 2x1");
        assertThat(images(gallery, 1))
                .containsExactly(new GreyImage(1, 2, new float[] {1, 0}), new GreyImage(1, 2, new float[] {0, 1}));
    }

    @Test
    void attentionHasAMapForEachHead() {
        // Of image i: head 0 is [[i0, i1], [0, 0]], head 1 [[0, 0], [i1, i0]].
        Output weights = tf.reshape(
                tf.matmul(network.images(), tf.constant(new float[][] {
                    {1, 0, 0, 0, 0, 0, 0, 1}, {0, 1, 0, 0, 0, 0, 1, 0}
                })),
                -1,
                2,
                2,
                2);
        Gallery gallery = AttentionGallery.of(network, List.of(weights, weights), SPECIMENS);
        assertThat(gallery.rows()).hasSize(2);
        assertThat(images(gallery, 1))
                .containsExactly(
                        SPECIMENS.images().get(1),
                        new GreyImage(2, 2, new float[] {0, 1, 0, 0}),
                        new GreyImage(2, 2, new float[] {0, 0, 1, 0}),
                        new GreyImage(2, 2, new float[] {0, 1, 0, 0}),
                        new GreyImage(2, 2, new float[] {0, 0, 1, 0}));
        assertThat(gallery.rows().getFirst().pictures().get(4).caption()).isEqualTo("block 2, head 2");
    }

    @Test
    void specimensAreTheFirstOfEachClass(@TempDir Path folder) throws IOException {
        DataSet test =
                MnistDataSets.read(TinyImages.write(folder), false, true, 20, 1).test();
        Specimens specimens = Specimens.of(test);
        assertThat(specimens.labels()).containsExactly(0, 1, 2);
        float[] all = test.images().floats();
        for (int i = 0; i < 3; i++) { // the classes take turns
            float[] pixels = specimens.images().get(i).pixels();
            assertThat(pixels).containsExactly(Arrays.copyOfRange(all, 36 * i, 36 * (i + 1)));
        }
        assertThat(specimens.first(2).labels()).containsExactly(0, 1);
        assertThat(specimens.first(5).images()).isEqualTo(specimens.images());
    }

    private static List<GreyImage> images(Gallery gallery, int row) {
        return gallery.rows().get(row).pictures().stream()
                .map(Gallery.Picture::image)
                .toList();
    }
}

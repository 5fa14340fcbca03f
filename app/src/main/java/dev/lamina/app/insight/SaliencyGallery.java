package dev.lamina.app.insight;

import dev.lamina.Tf;
import dev.lamina.app.report.Gallery;
import dev.lamina.app.report.GreyImage;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which pixels an image's class depends on: the gradient of its logit by the image.
 *
 * @see <a href="https://arxiv.org/abs/1312.6034">Simonyan, Vedaldi, Zisserman, Deep inside convolutional networks (2013)</a>
 */
public final class SaliencyGallery {
    private static final int WIDTH = 84;

    private SaliencyGallery() {}

    /** Each image, and below it the size of the gradient. Adds to the network's graph what computes it. */
    public static Gallery of(Network network, Specimens specimens) {
        Tf tf = Tf.create(network.session().graph()).scope("saliency");
        Output labels = tf.placeholder(DType.INT32, Shape.of(-1), "labels");
        int classes = (int) network.logits().shape().dim(1);
        Output scores = tf.reduceSum(tf.multiply(network.logits(), tf.oneHot(labels, classes)), 1);
        Output slope = tf.abs(tf.gradients(scores, network.images()).getFirst());
        int[] shown = specimens.labels().stream().mapToInt(Integer::intValue).toArray();
        Results results = network.session()
                .run(
                        List.of(slope, tf.nn.softmax(network.logits())),
                        Feed.of(network.images(), specimens.toTensor()),
                        Feed.of(labels, Tensor.of(shown)));
        float[] slopes = results.get(0).floats();
        float[] probabilities = results.get(1).floats();
        List<Gallery.Picture> images = new ArrayList<>();
        List<Gallery.Picture> maps = new ArrayList<>();
        for (int i = 0; i < shown.length; i++) {
            GreyImage image = specimens.images().get(i);
            String name = network.classNames().get(shown[i]);
            int size = image.pixels().length;
            float[] own = Arrays.copyOfRange(slopes, i * size, (i + 1) * size);
            images.add(new Gallery.Picture(name, "", image));
            maps.add(new Gallery.Picture(
                    "saliency of " + name,
                    String.format(Locale.ROOT, "%s (%.0f%%)", name, 100 * probabilities[i * classes + shown[i]]),
                    GreyImage.ofLargest(image.rows(), image.columns(), own)));
        }
        return new Gallery(
                "What a class depends on",
                "A test image of each class, and below it how much the class's score changes with each pixel: the gradient's"
                        + " size, the largest white. In brackets the probability that the network gives the class.",
                WIDTH,
                List.of(new Gallery.Row("", images), new Gallery.Row("", maps)));
    }
}

package dev.lamina.app.insight;

import dev.lamina.app.report.Gallery;
import dev.lamina.app.report.GreyImage;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What convolutions see in an image. */
public final class FeatureGallery {
    private static final int WIDTH = 64;

    /** As many as make two rows of a wide page. */
    private static final int MOST = 24;

    private FeatureGallery() {}

    /**
     * The image, and the first maps of each layer of features.
     *
     * @param features [images, rows, columns, maps] each, 0 or more, from the lowest layer on
     */
    public static Gallery of(Network network, List<Output> features, Specimens specimens) {
        Specimens one = specimens.first(1);
        Results results = network.session().run(features, Feed.of(network.images(), one.toTensor()));
        List<Gallery.Row> rows = new ArrayList<>();
        String name = network.classNames().get(one.labels().getFirst());
        rows.add(new Gallery.Row(
                "", List.of(new Gallery.Picture(name, name, one.images().getFirst()))));
        for (int i = 0; i < features.size(); i++) {
            rows.add(row("convolution " + (i + 1), results.get(i)));
        }
        return new Gallery(
                "What the convolutions see",
                "An image, and where in it each convolution finds what it looks for: the brighter, the more. Of each the first "
                        + MOST + " maps; the higher, the coarser.",
                WIDTH,
                rows);
    }

    private static Gallery.Row row(String what, Tensor features) {
        int rows = (int) features.shape().dim(1);
        int columns = (int) features.shape().dim(2);
        int maps = (int) features.shape().dim(3);
        float[] all = features.floats();
        List<Gallery.Picture> pictures = new ArrayList<>();
        for (int map = 0; map < Math.min(maps, MOST); map++) {
            float[] values = new float[rows * columns];
            for (int i = 0; i < values.length; i++) {
                values[i] = all[i * maps + map];
            }
            pictures.add(
                    new Gallery.Picture(what + ", map " + (map + 1), "", GreyImage.ofLargest(rows, columns, values)));
        }
        return new Gallery.Row(what + ": " + maps + " maps of " + columns + "x" + rows, pictures);
    }
}

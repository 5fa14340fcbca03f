package dev.lamina.app.insight;

import dev.lamina.app.report.Gallery;
import dev.lamina.app.report.GreyImage;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a transformer that reads an image row by row attends to. */
public final class AttentionGallery {
    private static final int WIDTH = 84;
    private static final int IMAGES = 4;

    private AttentionGallery() {}

    /**
     * Some images, each with a map for each block and head.
     *
     * @param weights [images, heads, steps, steps attended to] each, from the lowest block on
     */
    public static Gallery of(Network network, List<Output> weights, Specimens specimens) {
        Specimens some = specimens.first(IMAGES);
        Results results = network.session().run(weights, Feed.of(network.images(), some.toTensor()));
        List<Gallery.Row> rows = new ArrayList<>();
        for (int image = 0; image < some.images().size(); image++) {
            String name = network.classNames().get(some.labels().get(image));
            List<Gallery.Picture> pictures = new ArrayList<>();
            pictures.add(new Gallery.Picture(name, name, some.images().get(image)));
            for (int block = 0; block < weights.size(); block++) {
                int heads = (int) results.get(block).shape().dim(1);
                int steps = (int) results.get(block).shape().dim(2);
                float[] all = results.get(block).floats();
                for (int head = 0; head < heads; head++) {
                    int from = (image * heads + head) * steps * steps;
                    String what = "block " + (block + 1) + ", head " + (head + 1);
                    pictures.add(new Gallery.Picture(
                            what + " of " + name,
                            what,
                            GreyImage.ofLargest(steps, steps, Arrays.copyOfRange(all, from, from + steps * steps))));
                }
            }
            rows.add(new Gallery.Row("", pictures));
        }
        return new Gallery(
                "What attention looks at",
                "An image, and for each head of each block how much each of its rows, from top to bottom, attends to which,"
                        + " from left to right: the brighter, the more. A diagonal looks at itself, a column is a row that many"
                        + " look at.",
                WIDTH,
                rows);
    }
}

package dev.lamina.app.insight;

import dev.lamina.app.report.Gallery;
import dev.lamina.app.report.GreyImage;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the filters of a convolution of grey images look for. */
public final class FilterGallery {
    private static final int WIDTH = 48;

    private FilterGallery() {}

    /**
     * A picture of each filter.
     *
     * @param kernel the variable, [rows, columns, 1, filters]
     */
    public static Gallery of(Network network, String kernel) {
        Tensor values = Objects.requireNonNull(
                network.session().variables(List.of(kernel)).get(kernel));
        int rows = (int) values.shape().dim(0);
        int columns = (int) values.shape().dim(1);
        int filters = (int) values.shape().dim(3);
        float[] all = values.floats();
        List<Gallery.Picture> pictures = new ArrayList<>();
        for (int filter = 0; filter < filters; filter++) {
            float[] weights = new float[rows * columns];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = all[i * filters + filter];
            }
            pictures.add(new Gallery.Picture("filter " + (filter + 1), "", GreyImage.ofSigned(rows, columns, weights)));
        }
        return new Gallery(
                "Filters of the first convolution",
                "What each adds to its sum where a pixel is bright: white much, grey nothing, black takes away. A white edge"
                        + " beside a black one finds such an edge in the image.",
                WIDTH,
                List.of(new Gallery.Row("", pictures)));
    }
}

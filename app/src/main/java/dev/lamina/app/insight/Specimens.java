package dev.lamina.app.insight;

import dev.lamina.app.report.GreyImage;
import dev.lamina.data.Batch;
import dev.lamina.data.DataSet;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Images to show a network by: of each class the first that a data set has.
 *
 * @param images in the order of their classes
 * @param labels the class of each
 */
public record Specimens(List<GreyImage> images, List<Integer> labels) {
    private static final int BATCH = 1000;

    /** Copies the lists. */
    public Specimens {
        images = List.copyOf(images);
        labels = List.copyOf(labels);
    }

    /** Those of a data set. */
    public static Specimens of(DataSet data) {
        int size = data.rows() * data.columns();
        var found = new TreeMap<Integer, GreyImage>();
        for (Batch batch : data.batches(BATCH).inOrder()) {
            int[] classes = batch.classes();
            for (int i = 0; i < batch.size(); i++) {
                if (!found.containsKey(classes[i])) {
                    float[] pixels = Arrays.copyOfRange(batch.pixels(), i * size, (i + 1) * size);
                    found.put(classes[i], new GreyImage(data.rows(), data.columns(), pixels));
                }
            }
            if (found.size() == data.numClasses()) {
                break;
            }
        }
        return new Specimens(new ArrayList<>(found.values()), new ArrayList<>(found.keySet()));
    }

    /** So many of them, the first. */
    public Specimens first(int count) {
        int kept = Math.min(count, images.size());
        return new Specimens(images.subList(0, kept), labels.subList(0, kept));
    }

    /** As a network takes them: [images, pixels]. */
    Tensor toTensor() {
        int size = images.getFirst().pixels().length;
        float[] all = new float[images.size() * size];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).pixels(), 0, all, i * size, size);
        }
        return Tensor.wrap(all, images.size(), size);
    }
}

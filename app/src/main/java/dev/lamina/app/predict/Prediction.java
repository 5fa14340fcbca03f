package dev.lamina.app.predict;

import dev.lamina.app.train.TrainedModel;
import dev.lamina.data.PictureFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a network sees in a picture, and what was done to the picture before.
 *
 * @param image the file
 * @param height of the picture in the file
 * @param width of the picture in the file
 * @param resized to what size, such as {@code 28x28}; empty if it had that
 * @param inverted whether the background was light
 * @param classes the most probable, in this order
 */
record Prediction(Path image, int height, int width, String resized, boolean inverted, List<ClassProbability> classes) {
    /** A class by its name, with its probability from 0 to 1. */
    record ClassProbability(String name, float probability) {}

    /** Looks at a picture; networks learn from light things on black. */
    static Prediction of(PictureFile image, TrainedModel model, int top) {
        Picture original = Picture.read(image);
        boolean fits = original.height() == model.rows() && original.width() == model.columns();
        boolean inverted = original.hasLightBackground();
        Picture dark = inverted ? original.inverted() : original;
        Picture picture = fits ? dark : dark.resized(model.rows(), model.columns());
        float[] probabilities = model.probabilities(picture.pixels());
        List<ClassProbability> classes = IntStream.range(0, probabilities.length)
                .mapToObj(i -> new ClassProbability(model.classNames().get(i), probabilities[i]))
                .sorted(Comparator.comparingDouble(ClassProbability::probability)
                        .reversed())
                .limit(top)
                .toList();
        String size = fits ? "" : model.columns() + "x" + model.rows();
        return new Prediction(image.file(), original.height(), original.width(), size, inverted, classes);
    }

    String toText() {
        StringBuilder text = new StringBuilder(image.toString());
        if (!resized.isEmpty() && inverted) {
            text.append(" (").append(resizing()).append(", inverted)");
        } else if (!resized.isEmpty() || inverted) {
            text.append(" (").append(inverted ? "inverted" : resizing()).append(')');
        }
        for (ClassProbability likely : classes) {
            text.append(String.format(Locale.ROOT, "%n  %6.2f%%  %s", 100 * likely.probability(), likely.name()));
        }
        return text.toString();
    }

    private String resizing() {
        return "resized from " + width + "x" + height + " to " + resized;
    }

    String toJson() {
        JsonMapper json = new JsonMapper();
        ObjectNode root = json.createObjectNode();
        root.put("image", image.toString())
                .put("width", width)
                .put("height", height)
                .put("resized", !resized.isEmpty())
                .put("inverted", inverted);
        ArrayNode list = root.putArray("classes");
        classes.forEach(
                likely -> list.addObject().put("class", likely.name()).put("probability", likely.probability()));
        return json.writeValueAsString(root);
    }
}

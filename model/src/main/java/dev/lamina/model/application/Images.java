package dev.lamina.model.application;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;

/** What networks of images ask of what they are told. */
final class Images {
    private Images() {}

    /** Refuses what is no shape of an image. */
    static void requireImage(String network, Shape image) {
        if (!image.isFullyDefined() || image.rank() != 3 || image.elements() == 0) {
            throw new InvalidArgumentException(
                    network + " takes images of [rows, columns, channels], each 1 or more, got " + image);
        }
    }

    static void requireClasses(String network, int classes) {
        if (classes < 1) {
            throw new InvalidArgumentException(network + " tells 1 class or more apart, got " + classes);
        }
    }
}

package dev.lamina.data;

import java.util.Arrays;

/** A stretch of images and labels that are held as bytes. */
record LabelledImages(ExampleLayout layout, Pixels pixels, byte[] labels, int first, int size, ExampleSpec spec)
        implements ExampleSource {
    LabelledImages(ExampleLayout layout, Pixels pixels, byte[] labels, int first, int size) {
        this(layout, pixels, labels, first, size, layout.spec());
    }

    @Override
    public void read(int index, Example into) {
        pixels.copy(first + index, into.features().floats(), into.features().offset());
        int label = labels[first + index] & 0xff;
        int at = into.label().offset();
        if (layout.oneHot()) {
            float[] oneHot = into.label().floats();
            Arrays.fill(oneHot, at, at + layout.classes(), 0f);
            oneHot[at + label] = 1f;
        } else {
            ((int[]) into.label().array())[at] = label;
        }
    }
}

package dev.lamina.data;

import java.util.Arrays;

/** A stretch of images and labels that are held as bytes. */
final class LabelledImages implements ExampleSource {
    private final ExampleLayout layout;
    private final ExampleSpec spec;
    private final Pixels pixels;
    private final byte[] labels;
    private final int first;
    private final int size;

    LabelledImages(ExampleLayout layout, Pixels pixels, byte[] labels, int first, int size) {
        this.layout = layout;
        this.spec = layout.spec();
        this.pixels = pixels;
        this.labels = labels;
        this.first = first;
        this.size = size;
    }

    ExampleLayout layout() {
        return layout;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public ExampleSpec spec() {
        return spec;
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

    @Override
    public long fingerprint() {
        return Fingerprint.ofAll(this);
    }
}

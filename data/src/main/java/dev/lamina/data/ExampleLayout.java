package dev.lamina.data;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** How images that are held as bytes are laid out as examples. */
record ExampleLayout(int rows, int columns, int classes, boolean oneHot, boolean reshape) {
    int imageSize() {
        return rows * columns;
    }

    ExampleSpec spec() {
        return new ExampleSpec(
                reshape ? Shape.of(imageSize()) : Shape.of(rows, columns, 1),
                DType.FLOAT32,
                oneHot ? Shape.of(classes) : Shape.scalar(),
                oneHot ? DType.FLOAT32 : DType.INT32);
    }
}

package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** The size of an example that is a picture: float32 [rows, columns] or [rows, columns, channels]. */
record PictureShape(int rows, int columns, int channels) {
    static PictureShape of(ExampleSpec spec) {
        return of(spec.featureShape(), spec.featureType());
    }

    static PictureShape of(Shape shape, DType type) {
        int rank = shape.rank();
        if (type != DType.FLOAT32 || (rank != 2 && rank != 3)) {
            throw new InvalidArgumentException(
                    "expected pictures of float32 [rows, columns] or [rows, columns, channels], got " + type + " "
                            + shape,
                    "reshape the features before, and back behind");
        }
        return new PictureShape((int) shape.dim(0), (int) shape.dim(1), rank == 2 ? 1 : (int) shape.dim(2));
    }

    /** Where a pixel's channels begin. */
    int at(int row, int column) {
        return (row * columns + column) * channels;
    }

    boolean has(int row, int column) {
        return row >= 0 && row < rows && column >= 0 && column < columns;
    }
}

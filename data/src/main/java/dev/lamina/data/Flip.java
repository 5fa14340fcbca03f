package dev.lamina.data;

import java.util.random.RandomGenerator;

/**
 * Augmentation: mirrors a picture, float32 [rows, columns] or [rows, columns, channels], each way that is
 * chosen with a probability of a half.
 *
 * <p>TensorFlow: {@code tf.image.random_flip_left_right} and {@code random_flip_up_down}.
 *
 * @param leftRight whether left and right are exchanged half of the time
 * @param upDown whether up and down are exchanged half of the time
 */
public record Flip(boolean leftRight, boolean upDown) implements ExampleMap {
    @Override
    public ExampleSpec spec(ExampleSpec input) {
        PictureShape.of(input);
        return input;
    }

    @Override
    public void apply(Example input, Example output, RandomGenerator random) {
        // Both are drawn always, so that one does not hang on whether the other is chosen.
        boolean horizontal = random.nextBoolean();
        boolean vertical = random.nextBoolean();
        flip(input.features(), output.features(), leftRight && horizontal, upDown && vertical);
    }

    static void flip(Values from, Values to, boolean leftRight, boolean upDown) {
        var shape = from.picture();
        float[] source = from.floats();
        float[] target = to.floats();
        int channels = shape.channels();
        for (int row = 0; row < shape.rows(); row++) {
            int sourceRow = upDown ? shape.rows() - 1 - row : row;
            for (int column = 0; column < shape.columns(); column++) {
                int sourceColumn = leftRight ? shape.columns() - 1 - column : column;
                int at = from.offset() + shape.at(sourceRow, sourceColumn);
                int into = to.offset() + shape.at(row, column);
                for (int c = 0; c < channels; c++) {
                    target[into + c] = source[at + c];
                }
            }
        }
    }
}

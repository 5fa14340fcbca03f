package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.random.RandomGenerator;

/**
 * Augmentation: turns a picture, float32 [rows, columns] or [rows, columns, channels], about its centre,
 * each angle within the bound as likely as any other. Values are interpolated bilinearly between the
 * centres of pixels; what comes in from outside is zero.
 *
 * @param maxDegrees how far either way at most, from 0 to 180
 */
public record Rotate(double maxDegrees) implements ExampleMap {
    /**
     * Checks the bound.
     *
     * @throws InvalidArgumentException when it is not from 0 to 180
     */
    public Rotate {
        if (!(maxDegrees >= 0 && maxDegrees <= 180)) {
            throw new InvalidArgumentException("rotate: expected 0 to 180 degrees, got " + maxDegrees);
        }
    }

    @Override
    public ExampleSpec spec(ExampleSpec input) {
        PictureShape.of(input);
        return input;
    }

    @Override
    public void apply(Example input, Example output, RandomGenerator random) {
        double degrees = (2 * random.nextDouble() - 1) * maxDegrees;
        rotate(input.features(), output.features(), degrees);
    }

    /** Turns a picture counter-clockwise. */
    static void rotate(Values from, Values to, double degrees) {
        var shape = from.picture();
        // The strict functions give the same bits on every platform.
        double sin = StrictMath.sin(Math.toRadians(degrees));
        double cos = StrictMath.cos(Math.toRadians(degrees));
        double middleRow = (shape.rows() - 1) / 2.0;
        double middleColumn = (shape.columns() - 1) / 2.0;
        for (int row = 0; row < shape.rows(); row++) {
            for (int column = 0; column < shape.columns(); column++) {
                double y = row - middleRow;
                double x = column - middleColumn;
                int into = to.offset() + shape.at(row, column);
                interpolate(from, shape, middleRow + y * cos + x * sin, middleColumn + x * cos - y * sin, to, into);
            }
        }
    }

    private static void interpolate(Values from, PictureShape shape, double row, double column, Values to, int into) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        float down = (float) (row - top);
        float right = (float) (column - left);
        for (int c = 0; c < shape.channels(); c++) {
            float upper = (1 - right) * pixel(from, shape, top, left, c) + right * pixel(from, shape, top, left + 1, c);
            float lower = (1 - right) * pixel(from, shape, top + 1, left, c)
                    + right * pixel(from, shape, top + 1, left + 1, c);
            to.floats()[into + c] = (1 - down) * upper + down * lower;
        }
    }

    private static float pixel(Values from, PictureShape shape, int row, int column, int channel) {
        return shape.has(row, column) ? from.floats()[from.offset() + shape.at(row, column) + channel] : 0f;
    }
}

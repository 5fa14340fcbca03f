package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Augmentation: shifts a picture, float32 [rows, columns] or [rows, columns, channels], by whole pixels,
 * each distance within the bounds as likely as any other. What comes in from outside is zero.
 *
 * @param maxRows how far up or down at most, 0 or more
 * @param maxColumns how far left or right at most, 0 or more
 */
public record Shift(int maxRows, int maxColumns) implements ExampleMap {
    /**
     * Checks the bounds.
     *
     * @throws InvalidArgumentException when one is below 0 or above 2^30
     */
    public Shift {
        if (maxRows < 0 || maxColumns < 0 || maxRows > 1 << 30 || maxColumns > 1 << 30) {
            throw new InvalidArgumentException(
                    "shift: expected 0 or more rows and columns, got " + maxRows + " and " + maxColumns);
        }
    }

    @Override
    public ExampleSpec spec(ExampleSpec input) {
        PictureShape.of(input);
        return input;
    }

    @Override
    public void apply(Example input, Example output, RandomGenerator random) {
        int down = random.nextInt(-maxRows, maxRows + 1);
        int right = random.nextInt(-maxColumns, maxColumns + 1);
        shift(input.features(), output.features(), down, right);
    }

    /** Moves a picture down and to the right; up and to the left by negative numbers. */
    static void shift(Values from, Values to, int down, int right) {
        var shape = from.picture();
        float[] source = from.floats();
        float[] target = to.floats();
        int kept = Math.max(0, shape.columns() - Math.abs(right));
        int rowSize = shape.columns() * shape.channels();
        for (int row = 0; row < shape.rows(); row++) {
            int start = to.offset() + row * rowSize;
            Arrays.fill(target, start, start + rowSize, 0f);
            if (kept > 0 && shape.has(row - down, 0)) {
                System.arraycopy(
                        source,
                        from.offset() + shape.at(row - down, Math.max(0, -right)),
                        target,
                        to.offset() + shape.at(row, Math.max(0, right)),
                        kept * shape.channels());
            }
        }
    }
}

package dev.lamina.op.pool;

import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.random.PhiloxStream;
import dev.lamina.kernel.random.PhiloxWords;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Where the regions begin that images are divided into along rows or columns, drawn as TensorFlow draws them: their lengths differ by one at
 * most, so that there can be any number of them.
 *
 * @see <a href="https://arxiv.org/abs/1412.6071">Graham, Fractional max-pooling (2014)</a>
 */
final class FractionalRegions {
    private final PhiloxStream stream;
    private final boolean isPseudoRandom;
    private final Philox start = new Philox(0, 0);
    private final PhiloxWords words = new PhiloxWords(start);

    FractionalRegions(KernelContext c, boolean isPseudoRandom, long seed, long seed2) {
        stream = c.state(PhiloxStream.class, () -> new PhiloxStream(seed, seed2));
        this.isPseudoRandom = isPseudoRandom;
    }

    /** The regions that stay the same in all runs of a session. */
    static final class Fixed {
        private long[] rows = {};
        private long[] columns = {};
    }

    /** Writes where the regions of a run begin, and where the last one ends: those of before, if these are to stay. */
    void draw(
            boolean isFixed,
            Fixed fixed,
            long[] rows,
            int rowCount,
            int height,
            long[] columns,
            int columnCount,
            int width) {
        synchronized (fixed) {
            boolean isDrawn = isFixed
                    && fixed.rows.length == rowCount + 1
                    && fixed.columns.length == columnCount + 1
                    && fixed.rows[rowCount] == height
                    && fixed.columns[columnCount] == width;
            if (isDrawn) {
                System.arraycopy(fixed.rows, 0, rows, 0, rowCount + 1);
                System.arraycopy(fixed.columns, 0, columns, 0, columnCount + 1);
                return;
            }
            draw(rows, rowCount, height);
            draw(columns, columnCount, width);
            if (isFixed) {
                fixed.rows = Arrays.copyOf(rows, rowCount + 1);
                fixed.columns = Arrays.copyOf(columns, columnCount + 1);
            }
        }
    }

    private void draw(long[] begins, int count, int length) {
        if (isPseudoRandom) {
            pseudoRandom(begins, count, length);
        } else {
            random(begins, count, length);
        }
    }

    /** By one random number for all: region i ends where a line of this slope is. */
    private void pseudoRandom(long[] begins, int count, int length) {
        double slope = (double) length / count;
        int shorter = length / count;
        // So that neither the first region nor the last is too long or too short.
        double most = Math.min((shorter + 2) / slope - 1, (length + 1 - shorter) / slope - (count - 1));
        stream.reserveWords(2, start);
        words.moveTo(start);
        double offset = words.nextDouble() * most;
        begins[0] = 0;
        begins[count] = length;
        for (int i = 1; i < count; i++) {
            begins[i] = (long) Math.ceil(slope * (i + offset)) - 1;
        }
    }

    /** The longer ones anywhere. */
    private void random(long[] begins, int count, int length) {
        stream.reserveWords(count, start);
        words.moveTo(start);
        // The lengths, each behind the place where its region begins.
        for (int i = 0; i < count; i++) {
            begins[i + 1] = (long) length / count + (i < length % count ? 1 : 0);
        }
        for (int i = 0; i < count - 1; i++) {
            int other = i + Integer.remainderUnsigned(words.next(), count - i);
            long swapped = begins[i + 1];
            begins[i + 1] = begins[other + 1];
            begins[other + 1] = swapped;
        }
        begins[0] = 0;
        for (int i = 0; i < count; i++) {
            begins[i + 1] += begins[i];
        }
    }

    /** The shapes of what is pooled and of where the regions begin. */
    static List<Shape> shapes(ShapeContext c, List<Float> ratio) {
        Shape input = c.withRank(0, 4, "tensor_in");
        if (ratio.size() != 4) {
            throw c.error("pooling_ratio field must specify 4 dimensions, got " + ratio.size());
        }
        if (ratio.get(0) != 1 || ratio.get(3) != 1) {
            throw new UnimplementedException(
                    "Fractional pooling is not yet supported on the batch nor channel dimension: pooling_ratio is "
                            + ratio);
        }
        long[] dims = input.dims();
        if (dims[0] == 0 || dims[3] == 0) {
            throw c.error("Pooling ratio is higher than input dimension size for dimension " + (dims[0] == 0 ? 0 : 3)
                    + ": there is nothing to pool in an input of shape " + input);
        }
        for (int axis = 1; axis < 3; axis++) {
            if (!(ratio.get(axis) >= 1)) {
                throw c.error("pooling_ratio cannot be smaller than 1, got: " + ratio.get(axis));
            }
            if (dims[axis] >= 0) {
                dims[axis] = (long) Math.floor(dims[axis] / ratio.get(axis));
                if (dims[axis] == 0) {
                    throw c.error("pooling_ratio " + ratio.get(axis) + " leaves nothing of an input of shape " + input);
                }
            }
        }
        return List.of(Shape.of(dims), begins(dims[1]), begins(dims[2]));
    }

    /** Requires of the two inputs from that number on that they say where the regions of a pooled tensor begin. */
    static void checkGiven(ShapeContext c, Shape pooled, int first) {
        for (int i = 0; i < 2; i++) {
            String name = i == 0 ? "row_pooling_sequence" : "col_pooling_sequence";
            long wanted = pooled.dim(1 + i) < 0 ? -1 : pooled.dim(1 + i) + 1;
            Shape given = c.withRank(first + i, 1, name);
            if (!given.isCompatibleWith(Shape.of(wanted))) {
                throw c.error(name + " must have " + wanted + " elements, got " + given.dim(0));
            }
        }
    }

    private static Shape begins(long count) {
        return Shape.of(count < 0 ? -1 : count + 1);
    }

    /** The last place of a region. */
    static int last(long[] begins, int region, boolean isOverlapping, int length) {
        return (int) Math.min(isOverlapping ? begins[region + 1] : begins[region + 1] - 1, length - 1);
    }

    /** Requires of places that a gradient is given what those that were drawn have: they rise from 0 or more, and are in the image. */
    static void check(KernelContext c, String name, long[] begins, int count, int length) {
        for (int i = 0; i < count; i++) {
            if (begins[i] < 0 || begins[i] >= begins[i + 1] || begins[i] >= length) {
                throw c.error(name + " must rise within the input's " + length + ", but holds " + begins[i] + " before "
                        + begins[i + 1]);
            }
        }
    }
}

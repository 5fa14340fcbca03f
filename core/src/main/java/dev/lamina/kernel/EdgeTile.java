package dev.lamina.kernel;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** A tile that C has only a part of. */
final class EdgeTile {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final int LD = 2 * W;

    /** By the number of columns, which of them exist. */
    private static final List<VectorMask<Float>> FIRST = IntStream.rangeClosed(0, W)
            .mapToObj(count -> F.indexInRange(0, count))
            .toList();

    /** Its elements, rows two vectors apart. */
    final float[] elements = new float[12 * LD];

    /** Takes over the elements that exist. */
    void load(float[] c, int off, int ldc, int rows, int columns) {
        VectorMask<Float> left = FIRST.get(Math.min(W, columns));
        VectorMask<Float> right = FIRST.get(Math.max(0, columns - W));
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(F, c, off + i * ldc, left).intoArray(elements, i * LD);
            if (columns > W) {
                FloatVector.fromArray(F, c, off + i * ldc + W, right).intoArray(elements, i * LD + W);
            }
        }
    }

    /** Stores the elements that exist. */
    void store(float[] c, int off, int ldc, int rows, int columns) {
        VectorMask<Float> left = FIRST.get(Math.min(W, columns));
        VectorMask<Float> right = FIRST.get(Math.max(0, columns - W));
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(F, elements, i * LD).intoArray(c, off + i * ldc, left);
            if (columns > W) {
                FloatVector.fromArray(F, elements, i * LD + W).intoArray(c, off + i * ldc + W, right);
            }
        }
    }
}

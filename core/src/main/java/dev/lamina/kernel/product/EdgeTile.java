package dev.lamina.kernel.product;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.lamina.kernel.simd.Lanes;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** A tile that C has only a part of. */
final class EdgeTile {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    /** The distance of its rows. */
    static final int LD = TileForm.COLUMNS;

    /** By the number of columns, which of them exist. */
    private static final List<VectorMask<Float>> FIRST = IntStream.rangeClosed(0, W)
            .mapToObj(count -> F.indexInRange(0, count))
            .toList();

    final float[] elements = new float[TileForm.NARROW * LD];

    /** Takes over the elements that exist. */
    void load(float[] c, int off, int ldc, int rows, int columns) {
        for (int j = 0; j < columns; j += W) {
            VectorMask<Float> real = FIRST.get(Math.min(W, columns - j));
            for (int i = 0; i < rows; i++) {
                FloatVector.fromArray(F, c, off + i * ldc + j, real).intoArray(elements, i * LD + j);
            }
        }
    }

    /** Copies rows as high as the tallest tile into a slot. */
    void intoSlot(int slot) {
        MemorySegment.copy(
                elements, 0, AlignedMemory.MEMORY, JAVA_FLOAT, slot & AlignedMemory.SLOT_MASK, TileForm.TALL * LD);
    }

    /** Stores the elements that exist. */
    void store(float[] c, int off, int ldc, int rows, int columns) {
        for (int j = 0; j < columns; j += W) {
            VectorMask<Float> real = FIRST.get(Math.min(W, columns - j));
            for (int i = 0; i < rows; i++) {
                FloatVector.fromArray(F, elements, i * LD + j).intoArray(c, off + i * ldc + j, real);
            }
        }
    }
}

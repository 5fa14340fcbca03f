package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link PanelTranspose} does, into whole panels of {@link AlignedMemory}: through an array it would take another pass. Several panels of one room are filled at once,
 * so that what is read are long runs.
 */
final class AlignedTranspose {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private AlignedTranspose() {}

    /**
     * Fills the first {@code steps} rows of a room, a multiple of a vector's lanes, from its columns, which lie {@code ld} apart, and says whether all numbers are
     * finite.
     */
    static boolean run(int room, float[] x, int off, int ld, int steps) {
        boolean finite = true;
        for (int j = 0; j < AlignedMemory.COLUMNS; j += W) {
            int column = j * Float.BYTES;
            for (int i = 0; i < W; i += 4) {
                int row = off + (j + i) * ld;
                finite &= fours(x, row, row + ld, row + 2 * ld, row + 3 * ld, steps, room, column, i);
            }
            if (W == 16) {
                sixteens(steps, room, column);
            } else if (W == 8) {
                eights(steps, room, column);
            }
        }
        return finite;
    }

    private static long row(int step) {
        return step * (long) AlignedMemory.ROW & AlignedMemory.ROW_OF_ROOM_MASK;
    }

    private static boolean fours(
            float[] x, int r0, int r1, int r2, int r3, int steps, int room, int column, int first) {
        if (steps == 0) {
            return true;
        }
        FloatVector nothing = FloatVector.zero(F);
        for (int p = 0; p < steps; p += W) {
            FloatVector a = FloatVector.fromArray(F, x, r0 + p);
            FloatVector b = FloatVector.fromArray(F, x, r1 + p);
            FloatVector c = FloatVector.fromArray(F, x, r2 + p);
            FloatVector d = FloatVector.fromArray(F, x, r3 + p);
            FloatVector e = a.blend(b.rearrange(PanelTranspose.SWAP_1), PanelTranspose.UPPER_1);
            FloatVector f = a.rearrange(PanelTranspose.SWAP_1).blend(b, PanelTranspose.UPPER_1);
            FloatVector g = c.blend(d.rearrange(PanelTranspose.SWAP_1), PanelTranspose.UPPER_1);
            FloatVector h = c.rearrange(PanelTranspose.SWAP_1).blend(d, PanelTranspose.UPPER_1);
            long to = (room & AlignedMemory.ROOM_MASK) + (column & AlignedMemory.COLUMN_MASK);
            int q = p + first;
            e.blend(g.rearrange(PanelTranspose.SWAP_2), PanelTranspose.UPPER_2)
                    .intoMemorySegment(AlignedMemory.MEMORY, to + row(q), AlignedMemory.ORDER);
            f.blend(h.rearrange(PanelTranspose.SWAP_2), PanelTranspose.UPPER_2)
                    .intoMemorySegment(AlignedMemory.MEMORY, to + row(q + 1), AlignedMemory.ORDER);
            e.rearrange(PanelTranspose.SWAP_2)
                    .blend(g, PanelTranspose.UPPER_2)
                    .intoMemorySegment(AlignedMemory.MEMORY, to + row(q + 2), AlignedMemory.ORDER);
            f.rearrange(PanelTranspose.SWAP_2)
                    .blend(h, PanelTranspose.UPPER_2)
                    .intoMemorySegment(AlignedMemory.MEMORY, to + row(q + 3), AlignedMemory.ORDER);
            nothing = nothing.add(a.mul(0f).add(b.mul(0f)).add(c.mul(0f).add(d.mul(0f))));
        }
        return !nothing.test(VectorOperators.IS_NAN).anyTrue();
    }

    private static void sixteens(int steps, int room, int column) {
        for (int p = 0; p < steps; p += 16) {
            for (int q = p; q < p + 4; q++) {
                long at = (room & AlignedMemory.ROOM_MASK) + (column & AlignedMemory.COLUMN_MASK);
                long r0 = at + row(q);
                long r1 = at + row(q + 4);
                long r2 = at + row(q + 8);
                long r3 = at + row(q + 12);
                FloatVector a = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, r0, AlignedMemory.ORDER);
                FloatVector b = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, r1, AlignedMemory.ORDER);
                FloatVector c = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, r2, AlignedMemory.ORDER);
                FloatVector d = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, r3, AlignedMemory.ORDER);
                FloatVector e = a.blend(b.rearrange(PanelTranspose.SWAP_4), PanelTranspose.UPPER_4);
                FloatVector f = a.rearrange(PanelTranspose.SWAP_4).blend(b, PanelTranspose.UPPER_4);
                FloatVector g = c.blend(d.rearrange(PanelTranspose.SWAP_4), PanelTranspose.UPPER_4);
                FloatVector h = c.rearrange(PanelTranspose.SWAP_4).blend(d, PanelTranspose.UPPER_4);
                e.blend(g.rearrange(PanelTranspose.SWAP_8), PanelTranspose.UPPER_8)
                        .intoMemorySegment(AlignedMemory.MEMORY, r0, AlignedMemory.ORDER);
                f.blend(h.rearrange(PanelTranspose.SWAP_8), PanelTranspose.UPPER_8)
                        .intoMemorySegment(AlignedMemory.MEMORY, r1, AlignedMemory.ORDER);
                e.rearrange(PanelTranspose.SWAP_8)
                        .blend(g, PanelTranspose.UPPER_8)
                        .intoMemorySegment(AlignedMemory.MEMORY, r2, AlignedMemory.ORDER);
                f.rearrange(PanelTranspose.SWAP_8)
                        .blend(h, PanelTranspose.UPPER_8)
                        .intoMemorySegment(AlignedMemory.MEMORY, r3, AlignedMemory.ORDER);
            }
        }
    }

    private static void eights(int steps, int room, int column) {
        for (int p = 0; p < steps; p += 8) {
            for (int q = p; q < p + 4; q++) {
                long at = (room & AlignedMemory.ROOM_MASK) + (column & AlignedMemory.COLUMN_MASK);
                long r0 = at + row(q);
                long r1 = at + row(q + 4);
                FloatVector a = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, r0, AlignedMemory.ORDER);
                FloatVector b = FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, r1, AlignedMemory.ORDER);
                a.blend(b.rearrange(PanelTranspose.SWAP_4), PanelTranspose.UPPER_4)
                        .intoMemorySegment(AlignedMemory.MEMORY, r0, AlignedMemory.ORDER);
                a.rearrange(PanelTranspose.SWAP_4)
                        .blend(b, PanelTranspose.UPPER_4)
                        .intoMemorySegment(AlignedMemory.MEMORY, r1, AlignedMemory.ORDER);
            }
        }
    }
}

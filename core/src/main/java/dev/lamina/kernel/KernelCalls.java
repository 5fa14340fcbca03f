package dev.lamina.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls of the SIMD kernels that every network needs, on scratch arrays, for {@link WarmUp}.
 *
 * <p>A kernel that is given nothing to do returns before its first vector: so calls alone bring it to the compiler. The loops are in here, not
 * around, as a method that is called as often as a kernel would be compiled like one, with the kernel once more in it.
 */
final class KernelCalls {
    /** Calls one kernel, or a few that belong together. */
    @FunctionalInterface
    interface Calls {
        /** Makes so many calls, each with so many elements, rows or steps of work, or none. */
        void run(int count, int size);
    }

    /** A kernel, or a few, and how much work a call has that is not empty. */
    record Kernel(int size, Calls calls) {}

    private static final int COLUMNS = 2 * Lanes.WIDTH;

    /** The elements that kernels of arrays are given: loops of so many rounds that the compiler expects long ones. */
    private static final int LENGTH = 256;

    private final List<Kernel> kernels = new ArrayList<>();
    private final float[] x = new float[4096];
    private final float[] y = new float[4096];
    private final float[] z = new float[4096];
    private final float[] v = new float[4096];

    private KernelCalls() {
        for (int i = 0; i < x.length; i++) {
            x[i] = i & 1; // something to list, and something to leave out
        }
    }

    /** The one that {@link EarlyGemm} needs. */
    static List<Kernel> early() {
        KernelCalls calls = new KernelCalls();
        calls.add(1, (count, k) -> {
            for (int i = 0; i < count; i++) {
                EarlyTile.run(k, calls.x, 0, calls.z, calls.v, 0, 0, calls.y, 0, EarlyTile.COLUMNS);
            }
        });
        return calls.kernels;
    }

    /** All of them, the most important first. */
    static List<Kernel> all() {
        KernelCalls calls = new KernelCalls();
        calls.tiles();
        calls.packing();
        calls.zeros();
        calls.elements();
        return calls.kernels;
    }

    private void add(int size, Calls calls) {
        kernels.add(new Kernel(size, calls));
    }

    private void tiles() {
        int ld = TileForm.COLUMNS;
        add(1, (count, k) -> {
            for (int i = 0; i < count; i++) {
                RowTiles.run(TileForm.TALL, k, x, 0, 0, 0, y, 0, ld);
                PanelTiles.run(TileForm.TALL, k, x, 0, 0, 0, y, 0, ld);
                RowTiles.run(TileForm.LOW, k, x, 0, 0, 0, y, 0, ld);
                PanelTiles.run(TileForm.LOW, k, x, 0, 0, 0, y, 0, ld);
                DirectTiles.run(k, x, 0, z, 0, ld, v, 0, 0, y, 0, ld);
            }
        });
        add(1, (count, k) -> {
            int room = PanelMemory.take(0);
            int slot = room + DensePanels.SIZE;
            for (int i = 0; i < count; i++) {
                PartialRowTiles.run(TileForm.TALL, k, x, 0, room, slot, slot);
                PartialPanelTiles.run(TileForm.TALL, k, x, 0, room, slot, slot);
                PartialRowTiles.run(TileForm.LOW, k, x, 0, room, slot, slot);
                PartialPanelTiles.run(TileForm.LOW, k, x, 0, room, slot, slot);
            }
            PanelMemory.release(room, 0, 0);
        });
        add(1, (count, k) -> {
            for (int i = 0; i < count; i++) {
                NarrowRowTiles.run(k, x, ld, v, 0, 0, y, 0, ld);
                NarrowColumnTiles.run(k, x, z, 0, TileForm.NARROW, v, 0, 0, y, 0, ld);
            }
        });
        EdgeTile edge = new EdgeTile();
        add(4, (count, rows) -> {
            for (int i = 0; i < count; i++) {
                edge.load(x, 0, ld, rows, ld - 1);
                edge.store(y, 0, ld, rows, ld - 1);
            }
        });
    }

    private void packing() {
        add(40, (count, k) -> {
            for (int i = 0; i < count; i++) {
                Panels.copy(x, 0, TileForm.NARROW, TileForm.NARROW, k, y, 0, TileForm.NARROW);
                Panels.copy(x, 0, Lanes.WIDTH, Lanes.WIDTH, k, y, 0, Lanes.WIDTH);
            }
        });
        add(Lanes.WIDTH, (count, k) -> {
            for (int i = 0; i < count; i++) {
                PanelTranspose.run(x, 0, Lanes.WIDTH, Lanes.WIDTH, k, y, 0, COLUMNS);
            }
        });
    }

    private void zeros() {
        SparseRows lists = new SparseRows();
        GemmJob job = new GemmJob();
        job.a = x;
        job.aRow = PanelMemory.STEPS;
        job.aStep = 1;
        add(PanelMemory.STEPS, (count, k) -> {
            for (int i = 0; i < count; i++) {
                lists.list(job, 0, 2, k, false);
            }
        });
        int ld = PanelMemory.COLUMNS;
        add(2, (count, rows) -> {
            int panel = PanelMemory.take(0);
            for (int i = 0; i < count; i++) {
                PanelMemory.fill(panel, x, 0, ld, rows);
                DensePanels.fill(panel, x, 0, ld, rows);
                MemoryTranspose.run(panel, x, 0, Lanes.WIDTH, rows == 0 ? 0 : Lanes.WIDTH);
                SparseTile.rows(lists.steps, lists.values, lists.ends, rows, panel, z, 0, 0, y, 0, ld);
            }
            PanelMemory.release(panel, 0, 0);
        });
    }

    private void elements() {
        add(LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                AccumulateFloat.add(x, 0, y, 0, n);
                AccumulateFloat.subtract(x, 0, y, 0, n);
                AccumulateFloat.multiply(x, 0, y, 0, n);
                AccumulateFloat.divide(z, 0, y, 0, n);
                AccumulateFloat.max(x, 0, y, 0, n);
            }
        });
        // Not only empty calls: its polynomial is a method of its own, put into the loop only if that calls it often.
        add(LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                ExpFloat.run(x, 0, y, 0, i % 40 == 0 ? LENGTH : n);
            }
        });
        Philox random = new Philox(1, 1);
        add(LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                UniformFloat.fill(z, 0, n, random, 0, Math.max(1, n / UniformFloat.GROUP));
            }
        });
        add(LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                ColumnSumsFloat.Wide.add4(x, 0, LENGTH, y, 0, n);
                BiasFloat.add(x, v, 0, y, 0, n);
                ReluFloat.gradient(x, y, y, 0, n);
            }
        });
        add(LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                DescentFloat.run(y, 0f, x, 0, 0, n);
                MomentumFloat.run(y, z, 0f, x, 0, 0f, 0, n);
                AdamFloat.run(y, z, v, 0f, 0f, 0f, 1f, x, 0, 0, n);
            }
        });
    }
}

package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.KernelCalls;
import dev.lamina.kernel.simd.Lanes;

/** The calls that warm up matrix products. */
public final class ProductCalls {
    private static final int COLUMNS = 2 * Lanes.WIDTH;

    private ProductCalls() {}

    /** Adds the one that {@link EarlyGemm} needs. */
    public static void addEarly(KernelCalls calls) {
        calls.add(1, (count, k) -> {
            for (int i = 0; i < count; i++) {
                EarlyTile.run(k, calls.x, 0, calls.z, calls.v, 0, 0, calls.y, 0, EarlyTile.COLUMNS);
            }
        });
    }

    /** Adds all others. */
    public static void addTo(KernelCalls calls) {
        tiles(calls, calls.x, calls.y, calls.z, calls.v);
        packing(calls, calls.x, calls.y);
        zeros(calls, calls.x, calls.y, calls.z);
    }

    /** Adds those of float64 products. */
    public static void addDouble(KernelCalls calls) {
        double[] a = new double[TileForm.TALL * TileForm.LD];
        double[] c = new double[TileForm.TALL * DoublePanels.COLUMNS];
        calls.add(1, (count, k) -> {
            int room = AlignedMemory.take(0);
            for (int i = 0; i < count; i++) {
                DoublePanels.fill(room, a, 0, 0, 0, k);
                DoubleTiles.run(TileForm.TALL, k, a, 0, room, c, 0, 0, c, 0, DoublePanels.COLUMNS);
                DoubleTiles.run(TileForm.LOW, k, a, 0, room, c, 0, 0, c, 0, DoublePanels.COLUMNS);
            }
            AlignedMemory.release(room, 0, 0);
        });
    }

    private static void tiles(KernelCalls calls, float[] x, float[] y, float[] z, float[] v) {
        int ld = TileForm.COLUMNS;
        calls.add(1, (count, k) -> {
            for (int i = 0; i < count; i++) {
                RowTiles.run(TileForm.TALL, k, x, 0, 0, 0, y, 0, ld);
                ColumnTiles.run(TileForm.TALL, k, x, 0, 0, 0, y, 0, ld);
                RowTiles.run(TileForm.LOW, k, x, 0, 0, 0, y, 0, ld);
                ColumnTiles.run(TileForm.LOW, k, x, 0, 0, 0, y, 0, ld);
                DirectTiles.run(k, x, 0, z, 0, ld, v, 0, 0, y, 0, ld);
            }
        });
        calls.add(1, (count, k) -> {
            int room = AlignedMemory.take(0);
            int slot = room + DensePanels.SIZE;
            for (int i = 0; i < count; i++) {
                PartialRowTiles.run(TileForm.TALL, k, x, 0, room, slot, slot);
                PartialColumnTiles.run(TileForm.TALL, k, x, 0, room, slot, slot);
                PartialRowTiles.run(TileForm.LOW, k, x, 0, room, slot, slot);
                PartialColumnTiles.run(TileForm.LOW, k, x, 0, room, slot, slot);
            }
            AlignedMemory.release(room, 0, 0);
        });
        calls.add(1, (count, k) -> {
            for (int i = 0; i < count; i++) {
                NarrowRowTiles.run(k, x, ld, v, 0, 0, y, 0, ld);
                NarrowColumnTiles.run(k, x, z, 0, TileForm.NARROW, v, 0, 0, y, 0, ld);
            }
        });
        EdgeTile edge = new EdgeTile();
        calls.add(4, (count, rows) -> {
            for (int i = 0; i < count; i++) {
                edge.load(x, 0, ld, rows, ld - 1);
                edge.store(y, 0, ld, rows, ld - 1);
            }
        });
    }

    private static void packing(KernelCalls calls, float[] x, float[] y) {
        calls.add(40, (count, k) -> {
            for (int i = 0; i < count; i++) {
                Packing.copy(x, 0, TileForm.NARROW, TileForm.NARROW, k, y, 0, TileForm.NARROW);
                Packing.copy(x, 0, Lanes.WIDTH, Lanes.WIDTH, k, y, 0, Lanes.WIDTH);
            }
        });
        calls.add(Lanes.WIDTH, (count, k) -> {
            for (int i = 0; i < count; i++) {
                PanelTranspose.run(x, 0, Lanes.WIDTH, Lanes.WIDTH, k, y, 0, COLUMNS);
            }
        });
    }

    private static void zeros(KernelCalls calls, float[] x, float[] y, float[] z) {
        SparseRows lists = new SparseRows();
        FloatGemmJob job = new FloatGemmJob();
        job.a = x;
        job.aRow = AlignedMemory.STEPS;
        job.aStep = 1;
        calls.add(AlignedMemory.STEPS, (count, k) -> {
            for (int i = 0; i < count; i++) {
                lists.list(job, 0, 2, k, false);
            }
        });
        int ld = AlignedMemory.COLUMNS;
        calls.add(2, (count, rows) -> {
            int panel = AlignedMemory.take(0);
            for (int i = 0; i < count; i++) {
                AlignedMemory.fill(panel, x, 0, ld, rows);
                DensePanels.fill(panel, x, 0, ld, rows);
                AlignedTranspose.run(panel, x, 0, Lanes.WIDTH, rows == 0 ? 0 : Lanes.WIDTH);
                SparseTile.rows(lists.steps, lists.values, lists.ends, rows, panel, z, 0, 0, y, 0, ld);
            }
            AlignedMemory.release(panel, 0, 0);
        });
    }
}

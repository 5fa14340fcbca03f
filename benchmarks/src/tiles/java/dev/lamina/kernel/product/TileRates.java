package dev.lamina.kernel.product;

import dev.lamina.benchmarks.workload.Probe;
import dev.lamina.kernel.simd.Lanes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints how many GFLOP/s this process reaches within each kind of tile, its operands in the first two caches, and its peak. */
final class TileRates {
    /** A number of steps that each form takes in whole turns. */
    private static final int K = 120;

    /** Tiles a round: one panel, or one list of numbers, is met by so many rows of A. */
    private static final int TILES = 32;

    private static final int ROUNDS = 400;
    private static final int W = Lanes.WIDTH;

    private final float[] a = filled(TILES * TileForm.NARROW * TileForm.LD);
    private final float[] b = filled(K * 8 * W);
    private final float[] init = new float[TileForm.NARROW * 8 * W];
    private final float[] c = new float[TILES * TileForm.NARROW * 8 * W];
    private final float[] narrow = filled(K * W + a.length);
    private final int room = AlignedMemory.take(0);
    private final int panel = room;
    private final int slot = room + AlignedMemory.ROOM / 2;
    private final int[] steps = new int[TileForm.NARROW * K];
    private final int[] ends = new int[TileForm.NARROW];

    private interface Tile {
        void run(int index);
    }

    private record Kind(double flops, Tile tile) {}

    private static float[] filled(int size) {
        float[] values = new float[size];
        Arrays.fill(values, 1e-3f);
        return values;
    }

    /** Prints a line for each tile, then the peak. */
    public static void main(String[] arguments) {
        System.out.println("form " + TileForm.CHOSEN);
        double before = Probe.fma(1);
        Map<String, Double> rates = new TileRates().rates();
        double peak = Math.max(before, Probe.fma(1));
        rates.forEach((name, rate) -> System.out.printf(Locale.ROOT, "rate %s %.2f%n", name, rate));
        System.out.printf(Locale.ROOT, "peak %.2f%n", peak);
    }

    private Map<String, Double> rates() {
        for (int i = 0; i < TileForm.NARROW; i++) {
            for (int p = 0; p < K; p++) {
                steps[i * K + p] = p * AlignedMemory.ROW;
            }
            ends[i] = (i + 1) * K;
        }
        Map<String, Double> rates = new LinkedHashMap<>();
        kinds().forEach((name, kind) -> rates.put(name, rate(kind)));
        return rates;
    }

    private Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        int columns = TileForm.COLUMNS;
        int ld = TileForm.LD;
        for (int rows : new int[] {TileForm.TALL, TileForm.LOW}) {
            double flops = 2.0 * rows * columns * K;
            kinds.put(
                    "RowTiles:" + rows,
                    new Kind(
                            flops, i -> RowTiles.run(rows, K, a, i * rows * ld, panel, slot, c, i * columns, columns)));
            kinds.put(
                    "ColumnTiles:" + rows,
                    new Kind(flops, i -> ColumnTiles.run(rows, K, a, i * rows * K, panel, slot, c, 0, columns)));
            kinds.put(
                    "PartialRowTiles:" + rows,
                    new Kind(flops, i -> PartialRowTiles.run(rows, K, a, i * rows * ld, panel, slot, slot)));
            kinds.put(
                    "PartialColumnTiles:" + rows,
                    new Kind(flops, i -> PartialColumnTiles.run(rows, K, a, i * rows * K, panel, slot, slot)));
        }
        kinds.put(
                "DirectTiles:" + TileForm.LOW,
                new Kind(
                        2.0 * TileForm.LOW * columns * K,
                        i -> DirectTiles.run(K, a, i * ld, b, 0, columns, init, 0, columns, c, 0, columns)));
        kinds.put(
                "NarrowRowTiles:" + TileForm.NARROW,
                new Kind(
                        2.0 * TileForm.NARROW * W * K,
                        i -> NarrowRowTiles.run(K, narrow, K * W + i * ld, init, 0, W, c, 0, W)));
        kinds.put(
                "NarrowColumnTiles:" + TileForm.NARROW,
                new Kind(
                        2.0 * TileForm.NARROW * W * K,
                        i -> NarrowColumnTiles.run(K, narrow, a, i, TileForm.NARROW, init, 0, W, c, 0, W)));
        kinds.put(
                "SparseTile:" + TileForm.NARROW,
                new Kind(
                        2.0 * TileForm.NARROW * 8 * W * K,
                        i -> SparseTile.rows(steps, a, ends, TileForm.NARROW, panel, init, 0, 0, c, 0, 8 * W)));
        return kinds;
    }

    /** The best of some rounds, once the compiler is through with it. */
    private static double rate(Kind kind) {
        double best = 0;
        long end = System.nanoTime() + 1_500_000_000;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < TILES; i++) {
                    kind.tile.run(i);
                }
            }
            best = Math.max(best, kind.flops * ROUNDS * TILES / (System.nanoTime() - start));
        }
        return best;
    }
}

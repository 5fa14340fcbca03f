package dev.lamina.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the compiler see the kernels that every network needs before they are needed: while a program
 * builds its graph and reads its data, a thread of its own runs them on scratch arrays.
 *
 * <p>Until it is compiled a SIMD kernel is a thousand times slower than afterwards, and the first steps
 * of training would be spent with counting up to the compiler's thresholds. The property {@code
 * lamina.warmUp=false} leaves this out.
 */
public final class WarmUp {
    /** A kernel that takes less than this for its scratch arrays is compiled. */
    private static final long COMPILED_NANOS = 10_000;

    /** So many quick calls in turn end it. */
    private static final int QUICK_CALLS = 50;

    private static final long AT_MOST_NANOS = 2_000_000_000;
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private WarmUp() {}

    /** Starts the thread, if there is any use in it and none has been started yet. */
    public static void start() {
        boolean wanted = !"false".equals(System.getProperty("lamina.warmUp"));
        if (wanted
                && Simd.isEnabled()
                && Runtime.getRuntime().availableProcessors() > 1
                && STARTED.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("lamina-warm-up").start(WarmUp::run);
        }
    }

    private static void run() {
        List<Warming> open = new ArrayList<>(kernels());
        long start = System.nanoTime();
        while (!open.isEmpty() && System.nanoTime() - start < AT_MOST_NANOS) {
            open.removeIf(Warming::isDoneAfterACall);
        }
    }

    private static final class Warming {
        private final Runnable kernel;
        private int quick;

        Warming(Runnable kernel) {
            this.kernel = kernel;
        }

        boolean isDoneAfterACall() {
            long start = System.nanoTime();
            kernel.run();
            quick = System.nanoTime() - start < COMPILED_NANOS ? quick + 1 : 0;
            return quick == QUICK_CALLS;
        }
    }

    private static List<Warming> kernels() {
        int k = 16;
        int columns = 2 * Lanes.WIDTH;
        float[] packed = new float[k * columns + 12 * RowTiles.LD];
        float[] zeros = new float[columns];
        float[] c = new float[12 * columns];
        float[] x = new float[512];
        float[] y = new float[512];
        int a = k * columns;
        List<Runnable> kernels = new ArrayList<>();
        if (TileRows.TALL == 12) {
            kernels.add(() -> RowTiles.rows12(k, packed, a, zeros, 0, 0, c, 0, columns));
            kernels.add(() -> PanelTiles.rows12(k, packed, a, zeros, 0, 0, c, 0, columns));
            kernels.add(() -> RowTiles.rows8(k, packed, a, zeros, 0, 0, c, 0, columns));
            kernels.add(() -> PanelTiles.rows8(k, packed, a, zeros, 0, 0, c, 0, columns));
        } else {
            kernels.add(() -> RowTiles.rows6(k, packed, a, zeros, 0, 0, c, 0, columns));
            kernels.add(() -> PanelTiles.rows6(k, packed, a, zeros, 0, 0, c, 0, columns));
        }
        for (int form = 0; form < 8; form++) {
            kernels.add(product((form & 1) != 0, (form & 2) != 0, (form & 4) != 0 ? 10 : 40));
        }
        SoftmaxFloat softmax = new SoftmaxFloat(32, 10);
        kernels.add(() -> softmax.crossEntropy(x, x, c, y, 0, 32));
        kernels.add(() -> Sum.columns(x, 0, 8, 64, y, 0));
        kernels.add(() -> BiasFloat.add(x, zeros, 0, y, 0, columns));
        kernels.add(() -> ReluFloat.gradient(x, y, y, 0, x.length));
        kernels.add(() -> DescentFloat.run(y, 0f, x, 0, 0, x.length));
        kernels.add(() -> MomentumFloat.run(y, c, 0f, x, 0, 0f, 0, c.length));
        kernels.add(() -> AdamFloat.run(y, c, packed, 0f, 0f, 0f, 1f, x, 0, 0, c.length));
        return kernels.stream().map(Warming::new).toList();
    }

    /** A small product with tiles that its result has only a part of. */
    private static Runnable product(boolean transA, boolean transB, int n) {
        int m = 22;
        int k = 20;
        GemmJob job = new GemmJob();
        PackedGemm packedGemm = new PackedGemm();
        job.sizes(m, n, k, false);
        job.a = new float[m * k];
        job.b = new float[k * n];
        job.c = new float[m * n];
        job.a(transA, job.a.length, 0, transA ? m : k);
        job.b(transB, job.b.length, 0, transB ? k : n);
        job.c(job.c.length, 0, n);
        return () -> packedGemm.multiply(job, 0, m, 0, n);
    }
}

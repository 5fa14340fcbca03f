package dev.lamina.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the compiler see the SIMD kernels that every network needs before they are needed: a thread of its own runs them on
 * scratch arrays, and until they are compiled their plain twins run.
 *
 * <p>Until it is compiled a SIMD kernel is a thousand times slower than afterwards, while a plain twin, with loops that
 * the compiler turns into vector code by itself, soon has half of its speed. Compiling takes the processors some seconds: about
 * what SIMD saves in as long as this waits before it begins. So a process that ends sooner never pays for it, and
 * another pays at most twice what was needed. The property {@code lamina.warmUp=false} leaves all this out.
 */
public final class WarmUp {
    /** A kernel that takes less than this for its scratch arrays is compiled: some times what it needs then, in a bad minute too. */
    private static final long COMPILED_NANOS = 12_000;

    /** So many quick calls in turn end it. */
    private static final int QUICK_CALLS = 50;

    /** After so many calls a method is in the queue of the second compiler. */
    private static final int CALLS_TO_COMPILE = 5_250;

    private static final Duration DELAY = Duration.ofSeconds(3);

    /** A compiler that has not done it by then never will. */
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private WarmUp() {}

    /** Starts the thread, if there is any use in it and none has been started yet. */
    public static void start() {
        if ("false".equals(System.getProperty("lamina.warmUp")) || !STARTED.compareAndSet(false, true)) {
            return;
        }
        Thread thread = Thread.ofPlatform().daemon().name("lamina-warm-up").unstarted(WarmUp::run);
        if (!Simd.startWarming(thread)) {
            return;
        }
        String mode = System.getProperty("java.vm.info", "");
        if (mode.contains("emulated-client") || mode.contains("interpreted")) {
            end(false, "This Java was told to compile no vector code (-XX:TieredStopAtLevel or -Xint).");
        } else {
            thread.start();
        }
    }

    private static void run() {
        boolean isCompiled = false;
        try {
            Thread.sleep(DELAY);
            isCompiled = warmUp(System.nanoTime());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // nobody of ours does this
        } finally {
            end(isCompiled, "This Java did not compile the SIMD kernels within " + AT_MOST.toSeconds() + " s.");
        }
    }

    private static void end(boolean isCompiled, String reason) {
        if (!isCompiled) {
            System.getLogger("dev.lamina")
                    .log(
                            System.Logger.Level.WARNING,
                            reason + " Lamina runs without SIMD, giving the same results more slowly.");
        }
        Simd.endWarming(isCompiled);
    }

    /** Runs kernels until all are compiled, and says whether they are. */
    private static boolean warmUp(long start) {
        List<Warming> open = new ArrayList<>();
        tiles().forEach(tile -> open.add(new Warming(tile)));
        // First of all, as every product needs them, and all that follows is slow until they are compiled.
        for (int i = 0; i < CALLS_TO_COMPILE && isInTime(start); i++) {
            open.forEach(Warming::isDoneAfterACall);
        }
        kernels().forEach(kernel -> open.add(new Warming(kernel)));
        while (!open.isEmpty() && isInTime(start)) {
            open.removeIf(Warming::isDoneAfterACall);
        }
        return open.isEmpty();
    }

    private static boolean isInTime(long start) {
        return System.nanoTime() - start < AT_MOST.toNanos();
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
            return quick >= QUICK_CALLS;
        }
    }

    /** Tiles of one step of k: it is the calls that count. */
    private static List<Runnable> tiles() {
        int columns = 2 * Lanes.WIDTH;
        float[] packed = new float[columns + 12 * RowTiles.LD];
        float[] zeros = new float[columns];
        float[] c = new float[12 * columns];
        return TileRows.TALL == 12
                ? List.of(
                        () -> RowTiles.rows12(1, packed, columns, packed, 0, zeros, 0, 0, c, 0, columns),
                        () -> PanelTiles.rows12(1, packed, 0, columns, zeros, 0, 0, c, 0, columns),
                        () -> RowTiles.rows8(1, packed, columns, packed, 0, zeros, 0, 0, c, 0, columns),
                        () -> PanelTiles.rows8(1, packed, 0, columns, zeros, 0, 0, c, 0, columns))
                : List.of(
                        () -> RowTiles.rows6(1, packed, columns, packed, 0, zeros, 0, 0, c, 0, columns),
                        () -> PanelTiles.rows6(1, packed, 0, columns, zeros, 0, 0, c, 0, columns));
    }

    private static List<Runnable> kernels() {
        float[] x = new float[512];
        float[] y = new float[512];
        float[] z = new float[512];
        float[] v = new float[512];
        float[] bias = new float[2 * Lanes.WIDTH];
        List<Runnable> kernels = new ArrayList<>();
        for (int form = 0; form < 8; form++) {
            kernels.add(product((form & 1) != 0, (form & 2) != 0, (form & 4) != 0 ? 10 : 40));
        }
        kernels.add(sparseProduct(false));
        kernels.add(sparseProduct(true));
        SoftmaxFloat softmax = new SoftmaxFloat(32, 10);
        kernels.add(() -> softmax.crossEntropy(x, x, z, y, 0, 32));
        Philox random = new Philox(1, 1);
        kernels.add(() -> UniformFloat.fill(z, 0, z.length, random, 0, z.length / UniformFloat.GROUP));
        kernels.add(() -> Sum.columns(x, 0, 8, 64, y, 0));
        kernels.add(() -> BiasFloat.add(x, bias, 0, y, 0, bias.length));
        kernels.add(() -> ReluFloat.gradient(x, y, y, 0, x.length));
        kernels.add(() -> DescentFloat.run(y, 0f, x, 0, 0, x.length));
        kernels.add(() -> MomentumFloat.run(y, z, 0f, x, 0, 0f, 0, x.length));
        kernels.add(() -> AdamFloat.run(y, z, v, 0f, 0f, 0f, 1f, x, 0, 0, x.length));
        return kernels;
    }

    /** A small product with tiles that its result has only a part of. */
    private static Runnable product(boolean transA, boolean transB, int n) {
        // B is packed as a whole for many rows of a transposed A; it has to be quick in any minute once it is compiled.
        GemmJob job = transA ? job(true, transB, 202, n, 4) : job(false, transB, 22, n, 20);
        PackedGemm packedGemm = new PackedGemm();
        return () -> {
            job.renumber();
            packedGemm.multiply(job, 0, job.m, 0, n);
        };
    }

    /** A small product of a matrix of zeros. */
    private static Runnable sparseProduct(boolean transposed) {
        GemmJob job = job(transposed, transposed, 22, PanelMemory.COLUMNS, 20);
        SparseGemm sparseGemm = new SparseGemm();
        return () -> sparseGemm.multiply(job, 0, job.m, 0, job.n);
    }

    private static GemmJob job(boolean transA, boolean transB, int m, int n, int k) {
        GemmJob job = new GemmJob();
        job.sizes(m, n, k, false);
        job.a = new float[m * k];
        job.b = new float[k * n];
        job.c = new float[m * n];
        job.a(transA, job.a.length, 0, transA ? m : k);
        job.b(transB, job.b.length, 0, transB ? k : n);
        job.c(job.c.length, 0, n);
        return job;
    }
}

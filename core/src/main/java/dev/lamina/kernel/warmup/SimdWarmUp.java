package dev.lamina.kernel.warmup;

import dev.lamina.kernel.convolution.ConvolutionCalls;
import dev.lamina.kernel.elementary.ElementaryCalls;
import dev.lamina.kernel.elementary.RecurrentCalls;
import dev.lamina.kernel.pool.PoolCalls;
import dev.lamina.kernel.product.ProductCalls;
import dev.lamina.kernel.random.RandomCalls;
import dev.lamina.kernel.reduce.ReduceCalls;
import dev.lamina.kernel.simd.KernelCalls;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.update.UpdateCalls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the compiler see the SIMD kernels that every network needs, and of others those that this one does, before they are needed: a thread of its own calls them on
 * scratch arrays, and until they are compiled their plain twins run.
 *
 * <p>Until it is compiled a SIMD kernel is a thousand times slower than afterwards, while a plain twin, with loops that
 * the compiler turns into vector code by itself, soon has half of its speed. The tile of a product's first seconds comes at once: it takes the compilers a tenth of
 * a second, and halves the time of large products. All others together take the processors some seconds: about
 * what they save in as long as this waits before it begins with them. So a process that ends sooner never pays for them, and
 * another pays at most twice what was needed. The property {@code lamina.warmUp=false} leaves all this out.
 *
 * <p>Nearly all calls are empty. Each operation on vectors is itself a method of Java as long as the kernel with it is not compiled, and
 * where these are called often the compiler is busy with them instead, for code that nobody will run.
 */
public final class SimdWarmUp {
    /** A call that takes less than this is one of compiled kernels: some times what they need then, in a bad minute too. */
    private static final long QUICK_NANOS = 12_000;

    /** So many calls tell whether kernels are compiled, or fewer if so many of them were slow. */
    private static final int CALLS_TO_LOOK = 50;

    private static final int SLOW_CALLS = 2;

    /** Some 5,000 calls after the first compiler is done with it a kernel is in the queue of the second; what is called more often comes first. */
    private static final int EMPTY_CALLS = 2_000;

    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int ROUNDS_TO_LOOK = 16;

    private static final Duration DELAY = Duration.ofSeconds(3);

    /** A compiler that has not done it by then never will. */
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private SimdWarmUp() {}

    /** Starts the thread, if there is any use in it and none has been started yet. */
    public static void start() {
        if ("false".equals(System.getProperty("lamina.warmUp")) || !STARTED.compareAndSet(false, true)) {
            return;
        }
        Thread thread = Thread.ofPlatform().daemon().name("lamina-warm-up").unstarted(SimdWarmUp::run);
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
            long start = System.nanoTime();
            if (warmUp(early(), start)) {
                Simd.enableProducts();
                Thread.sleep(DELAY.minusNanos(System.nanoTime() - start));
                isCompiled = warmUp(all(), start);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // nobody of ours does this
        } finally {
            end(isCompiled, "This Java did not compile the SIMD kernels within " + AT_MOST.toSeconds() + " s.");
        }
    }

    /** The kernel that comes first. */
    private static List<KernelCalls.Kernel> early() {
        KernelCalls calls = new KernelCalls();
        ProductCalls.addEarly(calls);
        return calls.kernels();
    }

    /** All others that are of use, the most important first. */
    private static List<KernelCalls.Kernel> all() {
        KernelCalls calls = new KernelCalls();
        ProductCalls.addTo(calls);
        ElementaryCalls.addTo(calls);
        RandomCalls.addTo(calls);
        ReduceCalls.addTo(calls);
        UpdateCalls.addTo(calls);
        ConvolutionCalls.addTo(calls);
        RecurrentCalls.addTo(calls);
        PoolCalls.addTo(calls);
        ProductCalls.addDouble(calls);
        return calls.kernels();
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

    /** Calls kernels until all are compiled, and says whether they are. */
    private static boolean warmUp(List<KernelCalls.Kernel> open, long start) throws InterruptedException {
        for (int round = 0; !open.isEmpty() && System.nanoTime() - start < AT_MOST.toNanos(); round++) {
            open.forEach(kernel -> kernel.calls().run(EMPTY_CALLS, 0));
            if (round % ROUNDS_TO_LOOK == 0) {
                open.removeIf(SimdWarmUp::isCompiled);
            }
            Thread.sleep(PAUSE);
        }
        return open.isEmpty();
    }

    private static boolean isCompiled(KernelCalls.Kernel kernel) {
        int slow = 0;
        for (int i = 0; i < CALLS_TO_LOOK; i++) {
            long start = System.nanoTime();
            kernel.calls().run(1, kernel.size());
            slow += System.nanoTime() - start < QUICK_NANOS ? 0 : 1;
            if (slow == SLOW_CALLS) {
                return false;
            }
        }
        return true;
    }
}

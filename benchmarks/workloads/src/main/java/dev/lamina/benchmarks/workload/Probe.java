package dev.lamina.benchmarks.workload;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntToDoubleFunction;

/** Measures what the machine can do at most: fused multiply-adds a second, and bytes to and from memory. */
public final class Probe {
    private static final int ROUNDS = 9;

    private Probe() {}

    /** Prints both, in GFLOP/s and GB/s, for each number of threads that is asked for. */
    public static void main(String[] threads) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (String each : threads) {
            int count = Integer.parseInt(each);
            result.put("fma" + each, fma(count));
            result.put("triad" + each, triad(count));
        }
        result.put("vectorBits", FmaPeak.bits());
        System.out.println(Worker.RESULT + Json.object(result));
    }

    /** Billions of floating-point operations a second, a fused multiply-add counted as two, on registers alone. */
    public static double fma(int threads) {
        FmaPeak.run(200_000);
        FmaPeak.run(200_000);
        int iterations = 20_000_000;
        return best(threads, _ -> FmaPeak.run(iterations)) * iterations * FmaPeak.flops() / 1e9;
    }

    /** Billions of bytes a second of {@code a = b + s c} as STREAM counts them: two arrays read and one written. */
    public static double triad(int threads) {
        Triad[] parts = new Triad[threads];
        Arrays.setAll(parts, _ -> new Triad(Triad.ELEMENTS / threads));
        for (int i = 0; i < 3; i++) {
            parts[0].run();
        }
        return best(threads, thread -> parts[thread].run()) * parts[0].bytes() / 1e9;
    }

    /** How often a second all threads together do a task, in the best of some rounds. */
    private static double best(int threads, IntToDoubleFunction task) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long[] ends = new long[threads];
            long[] starts = new long[threads];
            CyclicBarrier barrier = new CyclicBarrier(threads);
            Thread[] workers = new Thread[threads];
            for (int i = 0; i < threads; i++) {
                int index = i;
                workers[i] = Thread.ofPlatform().start(() -> {
                    await(barrier);
                    starts[index] = System.nanoTime();
                    sink = task.applyAsDouble(index);
                    ends[index] = System.nanoTime();
                });
            }
            for (Thread worker : workers) {
                join(worker);
            }
            long first = Arrays.stream(starts).min().orElseThrow();
            long last = Arrays.stream(ends).max().orElseThrow();
            best = Math.max(best, threads * 1e9 / (last - first));
        }
        return best;
    }

    private static volatile double sink;

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

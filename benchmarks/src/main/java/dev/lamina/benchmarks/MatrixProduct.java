package dev.lamina.benchmarks;

import dev.lamina.session.Threads;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A product of float32 matrices by the kernel itself; {@link Limits} says what part of the FMA peak that is. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dlamina.warmUp=false"})
public class MatrixProduct {
    /** Rows, columns and depth; {@code a} or {@code b} behind them says which factor is stored transposed. */
    @Param({
        "128x256x784",
        "784x256x128a",
        "128x784x256b",
        "100x1024x1024",
        "1024x1024x100a",
        "512x512x512",
        "1024x1024x1024",
        "2048x2048x2048",
        "127x255x783"
    })
    public String shape = "128x256x784";

    /** Threads that share the work. */
    @Param({"1", "2"})
    public int threads = 1;

    private int m;
    private int n;
    private int k;
    private boolean transposeA;
    private boolean transposeB;
    private float[] a = {};
    private float[] b = {};
    private float[] c = {};

    /** Floating-point operations of a product of this shape. */
    static double flops(String shape) {
        return 2.0 * Arrays.stream(sizes(shape)).asLongStream().reduce(1, (x, y) -> x * y);
    }

    private static int[] sizes(String shape) {
        return Arrays.stream(shape.replaceAll("[ab]", "").split("x", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Makes the matrices. */
    @Setup
    public void make() {
        Threads.set(threads);
        int[] sizes = sizes(shape);
        m = sizes[0];
        n = sizes[1];
        k = sizes[2];
        transposeA = shape.endsWith("a");
        transposeB = shape.endsWith("b");
        a = new float[m * k];
        b = new float[k * n];
        c = new float[m * n];
        for (int i = 0; i < a.length; i++) {
            a[i] = (i % 17 - 8) / 8f;
        }
        for (int i = 0; i < b.length; i++) {
            b[i] = (i % 19 - 9) / 9f;
        }
    }

    /** The product, written over what was there. */
    @Benchmark
    public float[] multiply() {
        dev.lamina.kernel.product.Gemm.run(
                transposeA, transposeB, m, n, k, a, 0, transposeA ? m : k, b, 0, transposeB ? k : n, c, 0, n, false);
        return c;
    }
}

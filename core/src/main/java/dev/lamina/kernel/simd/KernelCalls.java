package dev.lamina.kernel.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls of the SIMD kernels that every network needs, on scratch arrays, for the warm-up: each package of kernels adds those of its own.
 *
 * <p>A kernel that is given nothing to do returns before its first vector: so calls alone bring it to the compiler. The loops over calls are the packages' own, not
 * around them, as a method that is called as often as a kernel would be compiled like one, with the kernel once more in it.
 */
public final class KernelCalls {
    /** Calls one kernel, or a few that belong together. */
    @FunctionalInterface
    public interface Calls {
        /** Makes so many calls, each with so many elements, rows or steps of work, or none. */
        void run(int count, int size);
    }

    /** A kernel, or a few, and how much work a call has that is not empty. */
    public record Kernel(int size, Calls calls) {}

    /** The elements that kernels of arrays are given: loops of so many rounds that the compiler expects long ones. */
    public static final int LENGTH = 256;

    private static final int SCRATCH = 4096;

    /** Ones and zeros: something to list, and something to leave out. */
    public final float[] x = new float[SCRATCH];

    public final float[] y = new float[SCRATCH];
    public final float[] z = new float[SCRATCH];
    public final float[] v = new float[SCRATCH];
    private final List<Kernel> kernels = new ArrayList<>();

    /** Without a kernel yet. */
    public KernelCalls() {
        for (int i = 0; i < x.length; i++) {
            x[i] = i & 1;
        }
    }

    /** Adds a kernel, or a few; the most important ones come first. */
    public void add(int size, Calls calls) {
        kernels.add(new Kernel(size, calls));
    }

    /** What was added; the list may be changed. */
    public List<Kernel> kernels() {
        return kernels;
    }
}

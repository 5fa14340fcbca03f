package dev.lamina.kernel.simd;

import org.jspecify.annotations.Nullable;

/**
 * Whether the SIMD kernels run, or their plain twins.
 *
 * <p>Both give the same bits; the twins need no module beyond {@code java.base}. This class touches
 * nothing of {@code jdk.incubator.vector}, so it loads where that module is absent.
 */
public final class Simd {
    /** Bits per vector the user asked for, or 0 for the widest the machine has. */
    static final int REQUESTED_BITS = Integer.getInteger("lamina.vectorBits", 0);

    private static final boolean AVAILABLE = available();

    /** Who uses SIMD: nobody, the thread that warms it up alone, that and the products of all threads, or all. */
    private enum State {
        OFF,
        WARMING,
        PRODUCTS,
        ON
    }

    private static volatile State state = AVAILABLE && !Boolean.getBoolean("lamina.plain") ? State.ON : State.OFF;
    private static volatile @Nullable Thread warming;

    private Simd() {}

    /** Says whether the vector module is there at all. */
    public static boolean isAvailable() {
        return AVAILABLE;
    }

    /** Says whether kernels with a SIMD form use it, on this thread. */
    public static boolean isEnabled() {
        State now = state;
        return now == State.ON || (now != State.OFF && Thread.currentThread() == warming);
    }

    /** Says whether large products use the one SIMD kernel that is compiled first, and nothing else SIMD. */
    public static boolean isEnabledForProductsAlone() {
        return state == State.PRODUCTS;
    }

    /** Turns the SIMD forms on (where they are available) or off for all threads, for tests that compare the two. */
    public static synchronized void setEnabled(boolean on) {
        state = on && AVAILABLE ? State.ON : State.OFF;
    }

    /** Turns that kernel on for all threads, and all else off, for tests. */
    public static synchronized void setEnabledForProductsAlone() {
        warming = null;
        state = AVAILABLE ? State.PRODUCTS : State.OFF;
    }

    /** Leaves the SIMD forms to one thread, until {@link #endWarming}; false if they are off. */
    public static synchronized boolean startWarming(Thread thread) {
        if (state != State.ON) {
            return false;
        }
        warming = thread;
        state = State.WARMING;
        return true;
    }

    /** Says whether the SIMD forms are left to one thread for now. */
    public static boolean isWarming() {
        return state == State.WARMING || state == State.PRODUCTS;
    }

    /** Gives that kernel to all threads, unless the SIMD forms were turned on or off meanwhile. */
    public static synchronized void enableProducts() {
        if (state == State.WARMING) {
            state = State.PRODUCTS;
        }
    }

    /** Gives the SIMD forms to all or, if that is no use, to none, unless they were turned on or off meanwhile. */
    public static synchronized void endWarming(boolean on) {
        if (isWarming()) {
            state = on ? State.ON : State.OFF;
        }
    }

    private static boolean available() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (!present) {
            System.getLogger("dev.lamina")
                    .log(
                            System.Logger.Level.WARNING,
                            "Lamina runs without SIMD, giving the same results more slowly."
                                    + " To change that, start Java with --add-modules jdk.incubator.vector");
        }
        return present;
    }
}

package dev.lamina.compiler.run;

import org.jspecify.annotations.Nullable;

/** Whether anybody watches the steps of a session's programs. */
public final class Watch {
    /** Is told of steps as they end. */
    @FunctionalInterface
    public interface Observer {
        /**
         * A step has run.
         *
         * @param step what it was
         * @param from {@link System#nanoTime} when it began
         * @param to the same when it ended
         */
        void ran(StepInfo step, long from, long to);
    }

    private volatile @Nullable Observer observer;

    /** Has somebody watch from the next stage on, or nobody. */
    public void set(@Nullable Observer next) {
        observer = next;
    }

    @Nullable
    public Observer observer() {
        return observer;
    }
}

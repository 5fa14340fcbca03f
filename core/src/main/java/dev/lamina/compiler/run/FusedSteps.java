package dev.lamina.compiler.run;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.RangeKernel;
import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.kernel.FinishingKernel;
import dev.lamina.op.kernel.GradientReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps that run range by range, all of them on one range before the next: what one writes the next
 * reads from the first cache. At their head there may be one that finishes its elements in ranges of
 * its own choice, a product of matrices.
 */
public final class FusedSteps implements Runnable, Finish, Parallel.Task {
    /** Fewer elements than this are done sooner than another thread is woken. */
    private static final int PARALLEL_FROM = 1 << 14;

    private static final int TASK = 1 << 13;

    /** Few enough that some arrays of so many elements stay in the first cache. */
    public static final int RANGE = 1 << 11;

    private final @Nullable Step head;
    private final Step[] steps;
    private final RangeKernel[] kernels;
    private final int size;

    /** The only follower, if it alone wants what the head computes, and takes it from anywhere. */
    private final @Nullable GradientReader reader;

    /**
     * Some steps.
     *
     * @param head the one that finishes its elements in ranges of its own
     * @param followers those that run range by range
     * @param keep whether what the head computes is wanted afterwards
     */
    public FusedSteps(@Nullable Step head, List<Step> followers, boolean keep) {
        this.head = head;
        reader = !keep && followers.size() == 1 && followers.getFirst().kernel instanceof GradientReader only
                ? only
                : null;
        steps = followers.toArray(Step[]::new);
        kernels = followers.stream().map(step -> (RangeKernel) step.kernel).toArray(RangeKernel[]::new);
        size = kernels[0].size();
    }

    @Override
    public void run() {
        int begun = 0;
        try {
            for (; begun < steps.length; begun++) {
                kernels[begun].begin(steps[begun].inputs, steps[begun].outputs);
            }
            Step first = head;
            if (first != null) {
                runHead(first);
            } else if (size < PARALLEL_FROM) {
                run(0, size);
            } else {
                Parallel.run(Math.ceilDiv(size, TASK), this);
            }
        } catch (OutOfMemoryError full) {
            throw (head == null ? steps[0] : head).exhaustion(full);
        } finally {
            for (int i = 0; i < begun; i++) {
                kernels[i].end();
            }
        }
    }

    private void runHead(Step first) {
        try {
            ((FinishingKernel) first.kernel).run(first.inputs, first.outputs, this, reader == null);
        } catch (LaminaException e) {
            throw e.at(first.instruction.description);
        }
    }

    @Override
    public void run(int task) {
        run(task * TASK, Math.min(size, (task + 1) * TASK));
    }

    @Override
    public void run(float[] result, int at, int from, int to) {
        GradientReader only = reader;
        if (only == null) {
            run(from, to);
        } else {
            only.run(result, at, from, to);
        }
    }

    private void run(int from, int to) {
        for (int at = from; at < to; at += RANGE) {
            int end = Math.min(to, at + RANGE);
            for (int i = 0; i < kernels.length; i++) {
                try {
                    kernels[i].run(at, end);
                } catch (LaminaException e) {
                    throw e.at(steps[i].instruction.description);
                }
            }
        }
    }
}

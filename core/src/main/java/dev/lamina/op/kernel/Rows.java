package dev.lamina.op.kernel;

import dev.lamina.graph.Kernel;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A kernel that works row by row along the last axis, on several threads where that pays. */
public final class Rows implements Kernel, Parallel.Task {
    private static final int CHUNK = 1 << 12;

    /** The work on the rows {@code from} to {@code to} (exclusive). */
    public interface Body {
        void run(Buffer[] inputs, Buffer[] outputs, int from, int to);
    }

    private final Body body;
    private final int rows;
    private final int rowsPerTask;
    private Buffer @Nullable [] inputs;
    private Buffer @Nullable [] outputs;

    public Rows(int rows, int columns, Body body) {
        this.body = body;
        this.rows = rows;
        boolean alone = (long) rows * columns < AlignedKernel.PARALLEL_FROM / 4;
        rowsPerTask = alone ? Math.max(1, rows) : Math.max(1, CHUNK / columns);
    }

    /** The number of rows along the last axis. */
    public static int count(Shape shape) {
        return shape.slice(0, shape.rank() - 1).size();
    }

    @Override
    public void run(Buffer[] given, Buffer[] results) {
        if (rowsPerTask >= rows) {
            body.run(given, results, 0, rows);
            return;
        }
        inputs = given;
        outputs = results;
        Parallel.run((rows + rowsPerTask - 1) / rowsPerTask, this);
        inputs = null;
        outputs = null;
    }

    @Override
    public void run(int task) {
        Buffer[] given = inputs;
        Buffer[] results = outputs;
        if (given != null && results != null) {
            int from = task * rowsPerTask;
            body.run(given, results, from, Math.min(rows, from + rowsPerTask));
        }
    }
}

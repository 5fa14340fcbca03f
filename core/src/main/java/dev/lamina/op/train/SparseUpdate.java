package dev.lamina.op.train;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.RangeKernel;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An update of some rows of variables: row {@code indices[i]} by row i of the gradient, one after the other, so that a row that is
 * named twice is updated twice.
 *
 * <p>Each row is brought together where the dense update finds its operands, and put back. Rows are shared out by their index: all
 * updates of one are done by one task, in order.
 */
final class SparseUpdate implements Kernel, Parallel.Task {
    private static final int TASKS = 8;
    private static final int SHARED = 1 << 14;
    private static final Buffer[] NONE = {};

    private final KernelContext context;
    private final int variables;
    private final int indices;
    private final int rows;
    private final int row;
    private final int count;
    private final List<RangeKernel> updates = new ArrayList<>();
    private final List<Buffer[]> operands = new ArrayList<>();
    private Buffer[] in = NONE;

    /**
     * For an operation whose gradient stands before the indices.
     *
     * @param variables how many variables there are in front
     * @param indices the input that holds the indices
     * @param dense makes the update of a whole variable
     */
    SparseUpdate(KernelContext c, int variables, int indices, Function<KernelContext, RangeKernel> dense) {
        context = c;
        this.variables = variables;
        this.indices = indices;
        Shape shape = c.inputShape(0);
        rows = (int) shape.dim(0);
        row = shape.slice(1, shape.rank()).size();
        count = c.inputShape(indices).size();
        int tasks = (long) count * row < SHARED ? 1 : TASKS;
        for (int task = 0; task < tasks; task++) {
            Buffer[] own = new Buffer[c.inputs() - 1];
            for (int i = 0; i < variables; i++) {
                own[i] = c.workspace(c.inputType(i), Shape.of(row));
            }
            own[indices - 1] = c.workspace(c.inputType(indices - 1), Shape.of(row));
            operands.add(own);
            updates.add(dense.apply(c));
        }
    }

    @Override
    public void run(Buffer[] given, Buffer[] outputs) {
        for (int i = 0; i < count; i++) {
            long index = given[indices].asLong(i);
            if (index < 0 || index >= rows) {
                throw context.error("Index " + index + " at offset " + i + " in indices is out of range");
            }
        }
        in = given;
        for (int task = 0; task < updates.size(); task++) {
            Buffer[] own = operands.get(task);
            for (int i = variables; i < own.length; i++) {
                if (i != indices - 1) {
                    own[i] = given[i < indices ? i : i + 1];
                }
            }
            updates.get(task).begin(own, outputs);
        }
        if (updates.size() == 1) {
            run(0);
        } else {
            Parallel.run(updates.size(), this);
        }
        for (RangeKernel update : updates) {
            update.end();
        }
        in = NONE;
    }

    @Override
    public void run(int task) {
        Buffer[] own = operands.get(task);
        RangeKernel update = updates.get(task);
        for (int i = 0; i < count; i++) {
            int index = (int) in[indices].asLong(i);
            if (index % updates.size() != task) {
                continue;
            }
            for (int v = 0; v < variables; v++) {
                System.arraycopy(in[v].array(), index * row, own[v].array(), 0, row);
            }
            System.arraycopy(in[indices - 1].array(), i * row, own[indices - 1].array(), 0, row);
            update.run(0, row);
            for (int v = 0; v < variables; v++) {
                System.arraycopy(own[v].array(), 0, in[v].array(), index * row, row);
            }
        }
    }
}

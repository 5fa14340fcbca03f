package dev.lamina.op.reduce;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Fold;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** What the running sums and products have in common. */
final class Scan {
    private Scan() {}

    /** The shape rule: the first input's shape, of which the second is an axis. */
    static List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        c.withRank(1, 0, "axis");
        Tensor axis = c.value(1);
        if (axis != null && shape.hasRank()) {
            Integers.axis(c, axis.longValue(), shape.rank());
        }
        return c.sameAsInput();
    }

    /** The kernel that combines each element with the result before it, {@code neutral} where there is none. */
    static Kernel kernel(KernelContext c, Reduction.Loop combine, int neutral, boolean exclusive, boolean reverse) {
        Object first = Tensor.of(neutral, c.inputType(0)).buffer().array();
        return kernel(c, combine, first, exclusive, reverse);
    }

    /** As {@link #kernel(KernelContext, Reduction.Loop, int, boolean, boolean)}, with the one element of an array as neutral one. */
    static Kernel kernel(KernelContext c, Reduction.Loop combine, Object first, boolean exclusive, boolean reverse) {
        Shape shape = c.inputShape(0);
        if (shape.size() == 0) {
            return (inputs, outputs) -> {};
        }
        DType type = c.inputType(0);
        int axis = Integers.axis(c, 1, shape.rank());
        int outer = shape.slice(0, axis).size();
        int steps = (int) shape.dim(axis);
        int inner = shape.slice(axis + 1, shape.rank()).size();
        int stride = reverse ? -inner : inner;
        Fold.Step step = combine.step(c);
        Object start = c.workspace(type, Shape.of(inner)).array();
        return (inputs, outputs) -> {
            Spread.run(first, 0, start, inner);
            Object x = inputs[0].array();
            Object y = outputs[0].array();
            for (int block = 0; block < outer; block++) {
                int row = (block * steps + (reverse ? steps - 1 : 0)) * inner;
                System.arraycopy(exclusive ? start : x, exclusive ? 0 : row, y, row, inner);
                for (int i = 1; i < steps; i++) {
                    int before = row;
                    row += stride;
                    System.arraycopy(y, before, y, row, inner);
                    step.run(x, exclusive ? before : row, y, row, inner);
                }
            }
        };
    }
}

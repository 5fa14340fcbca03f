package dev.lamina.op.state;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.AlignedKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Adds the second input to the first, a variable, or subtracts it; on several threads where that pays. */
final class InPlaceSum implements Kernel, Parallel.Task {
    private static final int CHUNK = 1 << 13;

    private final DType type;
    private final int size;
    private final int sign;
    private @Nullable Object value;
    private @Nullable Object variable;

    /** For {@code sign} 1 (adding) or -1 (subtracting). */
    InPlaceSum(KernelContext c, int sign) {
        type = c.inputType(1);
        size = c.inputShape(1).size();
        this.sign = sign;
    }

    /** The shape rule: both inputs have one shape, which is the result. */
    static Shape shape(ShapeContext c, Shape variable) {
        if (!variable.isCompatibleWith(c.shape(1))) {
            throw c.error(
                    "requires shapes of both tensors to match. lhs shape= " + variable + " rhs shape= " + c.shape(1));
        }
        return variable.merge(c.shape(1));
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        if (size < AlignedKernel.PARALLEL_FROM) {
            Accumulate.run(type, sign, inputs[1].array(), 0, inputs[0].array(), 0, size);
            return;
        }
        variable = inputs[0].array();
        value = inputs[1].array();
        Parallel.run(Math.ceilDiv(size, CHUNK), this);
        variable = null;
        value = null;
    }

    @Override
    public void run(int index) {
        Object x = value;
        Object y = variable;
        if (x != null && y != null) {
            int from = index * CHUNK;
            Accumulate.run(type, sign, x, from, y, from, Math.min(CHUNK, size - from));
        }
    }
}

package dev.lamina.op.random;

import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** Parameters of distributions that broadcast to one shape, as float64. */
final class Repeated {
    private final Buffer[] wide;
    private final int[] dims;
    private final int[][] strides;
    private final int first;
    private final int count;

    /** For {@code n} inputs that are parameters, from {@code first} on. */
    Repeated(KernelContext c, int first, int n) {
        this.first = first;
        Shape joined = Shape.scalar();
        for (int i = first; i < first + n; i++) {
            Shape more = Elementwise.broadcast(joined, c.inputShape(i));
            joined = more == null ? joined : more;
        }
        count = joined.size();
        dims = Strides.dims(joined);
        wide = new Buffer[n];
        strides = new int[n][];
        for (int i = 0; i < n; i++) {
            wide[i] = c.workspace(DType.FLOAT64, c.inputShape(first + i));
            strides[i] = Strides.broadcast(c.inputShape(first + i), joined);
        }
    }

    /** The number of elements that the shape has. */
    int count() {
        return count;
    }

    /** Takes the parameters of a run. */
    void read(Buffer[] inputs) {
        for (int i = 0; i < wide.length; i++) {
            Conversion.run(inputs[first + i], wide[i], 0, wide[i].size());
        }
    }

    /** The value of a parameter, counted from 0, for a place in the shape. */
    double value(int parameter, int place) {
        int at = 0;
        int rest = place;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            at += rest % dims[axis] * strides[parameter][axis];
            rest /= dims[axis];
        }
        return wide[parameter].doubles()[at];
    }
}

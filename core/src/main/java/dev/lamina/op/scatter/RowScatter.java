package dev.lamina.op.scatter;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Signature;
import dev.lamina.op.kernel.Combination;
import dev.lamina.op.kernel.Fold;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Resources;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * An operation that combines each slice of {@code updates} with the row of a variable that {@code indices} names, one after the other. It
 * brings the shape rule.
 */
interface RowScatter extends Op {
    @Override
    default List<Shape> shapes(ShapeContext c) {
        Signature signature = Signature.of(getClass());
        boolean isResource = signature.outputs().isEmpty();
        Shape variable = isResource ? Resources.shape(c, 0, c.type(2)) : c.shape(0);
        if (variable.hasRank() && variable.rank() == 0) {
            throw c.error("params must be at least 1-D, got shape " + variable);
        }
        Shape updates = c.shape(2);
        boolean isScalar = updates.hasRank() && updates.rank() == 0;
        if (!isScalar && variable.hasRank() && c.shape(1).hasRank()) {
            Shape expected = c.shape(1).concat(variable.slice(1, variable.rank()));
            if (!expected.isCompatibleWith(updates)) {
                throw c.error("Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = [], got "
                        + "updates.shape " + updates + ", indices.shape " + c.shape(1) + ", params.shape " + variable);
            }
        }
        return isResource ? List.of() : List.of(variable);
    }

    /** The kernel that does this to the elements of a row; it changes nothing if any index is outside. */
    static Kernel kernel(KernelContext c, Combination combination) {
        Shape variable = c.inputShape(0);
        DType type = c.inputType(0);
        Fold.Step step = combination.step(c, type);
        int rows = c.inputShape(1).size();
        long extent = variable.dim(0);
        int n = Strides.count(variable, 1, variable.rank());
        boolean isScalar = c.inputShape(2).rank() == 0;
        Object row = isScalar ? c.workspace(type, Shape.of(n)).array() : "";
        boolean divides = combination == Combination.DIVIDE && type.isInteger();
        return (inputs, outputs) -> {
            check(c, inputs[1], rows, extent);
            if (divides) {
                ScatterDiv.check(c, inputs[2]);
            }
            Object updates = inputs[2].array();
            if (isScalar) {
                Spread.run(updates, 0, row, n);
            }
            for (int i = 0; i < rows; i++) {
                int to = (int) inputs[1].asLong(i) * n;
                step.run(isScalar ? row : updates, isScalar ? 0 : i * n, inputs[0].array(), to, n);
            }
        };
    }

    private static void check(KernelContext c, Buffer indices, int rows, long extent) {
        for (int i = 0; i < rows; i++) {
            long index = indices.asLong(i);
            if (index < 0 || index >= extent) {
                throw c.error(
                        NdIndex.name("indices", indices.shape(), i) + " = " + index + " is not in [0, " + extent + ")");
            }
        }
    }
}

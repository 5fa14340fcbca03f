package dev.lamina.op.scatter;

import dev.lamina.graph.Argument;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Signature;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.kernel.Combination;
import dev.lamina.op.kernel.Fold;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Resources;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * An operation that combines each slice of {@code updates} with the element or slice of the first input that a row of {@code indices}
 * names by its first axes. It brings the shape rule.
 */
interface NdScatter extends Op {
    @Override
    default List<Shape> shapes(ShapeContext c) {
        Signature signature = Signature.of(getClass());
        boolean isResource = signature.outputs().isEmpty();
        Shape whole = isResource ? Resources.shape(c, 0, c.type(2)) : c.shape(0);
        Shape indices = c.shape(1);
        Shape slice = NdIndex.sliced(c, indices, whole);
        if (indices.hasRank()) {
            Shape expected = indices.slice(0, indices.rank() - 1).concat(slice);
            if (!expected.isCompatibleWith(c.shape(2))) {
                throw c.error("Must have updates.shape = indices.shape[:batch_dim] + params_shape[slice_dim:], got "
                        + "updates.shape: " + c.shape(2) + ", indices.shape: " + indices + ", params_shape: " + whole);
            }
        }
        return isResource ? List.of() : List.of(whole);
    }

    /** The kernel of an operation that does this to the elements; one on a variable changes nothing if any index is outside. */
    static Kernel kernel(Op op, KernelContext c, Combination combination) {
        Argument target = Signature.of(op.getClass()).inputs().getFirst();
        boolean isVariable = target.isReference() || target.fixedType() == DType.RESOURCE;
        NdIndex places = new NdIndex(c, c.inputShape(1), c.inputShape(0));
        int rows = places.rows();
        int n = places.sliceSize();
        Fold.Step step = combination.step(c, c.inputType(0));
        return (inputs, outputs) -> {
            if (isVariable) {
                for (int row = 0; row < rows; row++) {
                    places.offset(inputs[1], row);
                }
            } else {
                outputs[0].copyFrom(inputs[0]);
            }
            Object whole = isVariable ? inputs[0].array() : outputs[0].array();
            for (int row = 0; row < rows; row++) {
                step.run(inputs[2].array(), row * n, whole, places.offset(inputs[1], row), n);
            }
        };
    }

    /** The indices in a type that all operations take which a gradient is made of. */
    static Output indices(GradientContext c) {
        Output indices = c.input(1);
        boolean isNarrow = indices.dtype() != DType.INT32 && indices.dtype() != DType.INT64;
        return isNarrow ? Cast.of(c.scope(), indices, DType.INT32) : indices;
    }
}

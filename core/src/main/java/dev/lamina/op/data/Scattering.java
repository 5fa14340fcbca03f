package dev.lamina.op.data;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Size;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.Select;
import dev.lamina.op.reduce.UnsortedSegmentSum;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;

/** Rows of a tensor put into a list at indices of their own. */
final class Scattering {
    private Scattering() {}

    /**
     * The list with the rows; of those for one index the last counts.
     *
     * @param grows whether the list becomes as long as the indices need
     */
    static TensorList into(KernelContext c, TensorList list, Buffer tensor, Buffer indices, boolean grows) {
        if (tensor.shape().rank() == 0) {
            throw c.error("Tensor must be at least a vector, but saw shape: " + tensor.shape());
        }
        if (tensor.shape().dim(0) != indices.size()) {
            throw c.error("Invalid number of rows in input tensor. Expected: " + indices.size() + " Actual: "
                    + tensor.shape().dim(0));
        }
        TensorList result = list;
        for (int i = 0; i < indices.size(); i++) {
            int index = indices.ints()[i];
            if (index < 0) {
                throw c.error("Indices in TensorListScatter must all be non-negative.");
            }
            if (index >= result.size() && grows) {
                result = result.resized(index + 1L);
            }
            if (index >= result.size()) {
                throw c.error("Trying to scatter at index " + index + " in list with size " + result.size());
            }
            result = result.with(index, TensorRows.row(tensor, i));
        }
        return result;
    }

    /** The gradient by the tensor of rows: that by the list's elements, and nothing for a row that another took the place of. */
    static Output gradient(GradientContext c, Output tensor, Output indices) {
        Scope scope = c.scope();
        Output rows =
                TensorListGather.of(scope, c.upstream(0), indices, tensor.dtype(), ElementShape.ofRows(scope, tensor));
        if (areDistinct(indices)) {
            return rows;
        }
        Output places = Range.of(scope, Const.of(scope, 0), Size.of(scope, indices), Const.of(scope, 1));
        Output winners = TensorListScatterV2.of(scope, places, indices);
        Output winner = TensorListGather.of(scope, winners, indices, DType.INT32, Shape.scalar());
        return Select.of(scope, Equal.of(scope, places, winner), rows, ZerosLike.of(scope, rows));
    }

    /** The rows in which those for one index are all their sum, so that any of them may take the place of the others. */
    static Output sums(GradientContext c, Output rows, Output indices, Output length) {
        if (areDistinct(indices)) {
            return rows;
        }
        Output sums = UnsortedSegmentSum.of(c.scope(), rows, indices, length);
        return GatherV2.of(c.scope(), sums, indices);
    }

    /** Says whether the graph knows that no index comes twice. */
    private static boolean areDistinct(Output indices) {
        Tensor known = indices.node().op().constant();
        return known != null && Arrays.stream(known.ints()).distinct().count() == known.size();
    }
}

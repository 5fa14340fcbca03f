package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.arithmetic.Cross;
import dev.lamina.op.array.EnsureShape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.DynamicPartition;
import dev.lamina.op.index.DynamicStitch;
import dev.lamina.op.index.ListDiff;
import dev.lamina.op.index.LowerBound;
import dev.lamina.op.index.Unique;
import dev.lamina.op.index.UpperBound;
import dev.lamina.op.reduce.Bincount;
import dev.lamina.op.reduce.HistogramFixedWidth;
import dev.lamina.op.reduce.SegmentMax;
import dev.lamina.op.reduce.SegmentMean;
import dev.lamina.op.reduce.SegmentMin;
import dev.lamina.op.reduce.SegmentProd;
import dev.lamina.op.reduce.SegmentSum;
import dev.lamina.op.reduce.UnsortedSegmentMax;
import dev.lamina.op.reduce.UnsortedSegmentMin;
import dev.lamina.op.reduce.UnsortedSegmentProd;
import dev.lamina.op.reduce.UnsortedSegmentSum;
import dev.lamina.op.scatter.ScatterAdd;
import dev.lamina.op.scatter.ScatterNdAdd;
import dev.lamina.op.scatter.ScatterNdSub;
import dev.lamina.op.scatter.ScatterNdUpdate;
import dev.lamina.op.scatter.ScatterSub;
import dev.lamina.op.scatter.ScatterUpdate;
import dev.lamina.op.scatter.TensorScatterAdd;
import dev.lamina.op.scatter.TensorScatterMax;
import dev.lamina.op.scatter.TensorScatterMin;
import dev.lamina.op.scatter.TensorScatterSub;
import dev.lamina.op.scatter.TensorScatterUpdate;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Rows and elements by their places: put together, taken apart, counted, put into variables. */
interface Indexing {
    /** Where new operations go. */
    Scope scope();

    /** Slices put together by their places: {@code merged[indices[m][i]] = data[m][i]}. */
    default Output dynamicStitch(List<? extends Operand> indices, List<? extends Operand> data) {
        return DynamicStitch.of(scope(), indices, data);
    }

    /** The slices of {@code data} in {@code count} parts: the part that {@code partitions} names for each. */
    default List<Output> dynamicPartition(Operand data, Operand partitions, int count) {
        return DynamicPartition.of(scope(), data, partitions, count);
    }

    /** The distinct elements of a vector in the order in which they come first, and for each element the number of its value. */
    default List<Output> unique(Operand x) {
        return Unique.of(scope(), x);
    }

    /** As {@link #unique}, and how often each value is there. */
    default List<Output> uniqueWithCounts(Operand x) {
        return Unique.UniqueWithCounts.of(scope(), x);
    }

    /** The elements of the vector {@code x} that {@code y} does not have, and their places. */
    default List<Output> setdiff1d(Operand x, Operand y) {
        return ListDiff.of(scope(), x, y);
    }

    /** A tensor with updates put where the last axis of {@code indices} says. */
    default Output tensorScatterUpdate(Operand tensor, Operand indices, Operand updates) {
        return TensorScatterUpdate.of(scope(), tensor, indices, updates);
    }

    /** A tensor with updates added where the last axis of {@code indices} says. */
    default Output tensorScatterAdd(Operand tensor, Operand indices, Operand updates) {
        return TensorScatterAdd.of(scope(), tensor, indices, updates);
    }

    /** A tensor with updates subtracted where the last axis of {@code indices} says. */
    default Output tensorScatterSub(Operand tensor, Operand indices, Operand updates) {
        return TensorScatterSub.of(scope(), tensor, indices, updates);
    }

    /** The lesser of a tensor and of updates where the last axis of {@code indices} says. */
    default Output tensorScatterMin(Operand tensor, Operand indices, Operand updates) {
        return TensorScatterMin.of(scope(), tensor, indices, updates);
    }

    /** The greater of a tensor and of updates where the last axis of {@code indices} says. */
    default Output tensorScatterMax(Operand tensor, Operand indices, Operand updates) {
        return TensorScatterMax.of(scope(), tensor, indices, updates);
    }

    /** Gives rows of a variable other values; the result is the variable after that. */
    default Output scatterUpdate(Variable variable, Operand indices, Operand updates) {
        return ScatterUpdate.of(scope(), variable.ref(), indices, updates).output(0);
    }

    /** Adds to rows of a variable; the result is the variable after that. */
    default Output scatterAdd(Variable variable, Operand indices, Operand updates) {
        return ScatterAdd.of(scope(), variable.ref(), indices, updates).output(0);
    }

    /** Subtracts from rows of a variable; the result is the variable after that. */
    default Output scatterSub(Variable variable, Operand indices, Operand updates) {
        return ScatterSub.of(scope(), variable.ref(), indices, updates).output(0);
    }

    /** Gives what the last axis of {@code indices} names in a variable other values; the result is the variable after that. */
    default Output scatterNdUpdate(Variable variable, Operand indices, Operand updates) {
        return ScatterNdUpdate.of(scope(), variable.ref(), indices, updates).output(0);
    }

    /** Adds to what the last axis of {@code indices} names in a variable; the result is the variable after that. */
    default Output scatterNdAdd(Variable variable, Operand indices, Operand updates) {
        return ScatterNdAdd.of(scope(), variable.ref(), indices, updates).output(0);
    }

    /** Subtracts from what the last axis of {@code indices} names in a variable; the result is the variable after that. */
    default Output scatterNdSub(Variable variable, Operand indices, Operand updates) {
        return ScatterNdSub.of(scope(), variable.ref(), indices, updates).output(0);
    }

    /** The sums of slices with the same id; the ids ascend. */
    default Output segmentSum(Operand data, Operand ids) {
        return SegmentSum.of(scope(), data, ids);
    }

    /** The means of slices with the same id; the ids ascend. */
    default Output segmentMean(Operand data, Operand ids) {
        return SegmentMean.of(scope(), data, ids);
    }

    /** The products of slices with the same id; the ids ascend. */
    default Output segmentProd(Operand data, Operand ids) {
        return SegmentProd.of(scope(), data, ids);
    }

    /** The least of slices with the same id; the ids ascend. */
    default Output segmentMin(Operand data, Operand ids) {
        return SegmentMin.of(scope(), data, ids);
    }

    /** The greatest of slices with the same id; the ids ascend. */
    default Output segmentMax(Operand data, Operand ids) {
        return SegmentMax.of(scope(), data, ids);
    }

    /** The sums of slices with the same id, for {@code count} ids in any order; negative ones are left out. */
    default Output unsortedSegmentSum(Operand data, Operand ids, int count) {
        return UnsortedSegmentSum.of(scope(), data, ids, Const.of(scope().named(null), count));
    }

    /** The products of slices with the same id, for {@code count} ids in any order; negative ones are left out. */
    default Output unsortedSegmentProd(Operand data, Operand ids, int count) {
        return UnsortedSegmentProd.of(scope(), data, ids, Const.of(scope().named(null), count));
    }

    /** The least of slices with the same id, for {@code count} ids in any order; negative ones are left out. */
    default Output unsortedSegmentMin(Operand data, Operand ids, int count) {
        return UnsortedSegmentMin.of(scope(), data, ids, Const.of(scope().named(null), count));
    }

    /** The greatest of slices with the same id, for {@code count} ids in any order; negative ones are left out. */
    default Output unsortedSegmentMax(Operand data, Operand ids, int count) {
        return UnsortedSegmentMax.of(scope(), data, ids, Const.of(scope().named(null), count));
    }

    /** How often each of the numbers 0 to {@code size - 1} is among some of type int32. */
    default Output bincount(Operand x, int size) {
        Scope unnamed = scope().named(null); // a name is the count's
        return Bincount.of(scope(), x, Const.of(unnamed, size), Const.of(unnamed, new int[0]));
    }

    /** How many values fall into each of {@code bins} bins of equal width; {@code range} is a vector of the beginning and the end. */
    default Output histogramFixedWidth(Operand values, Operand range, int bins) {
        return HistogramFixedWidth.of(scope(), values, range, Const.of(scope().named(null), bins));
    }

    /** Where values could be put into rows in order: before elements that are equal. Both are matrices of as many rows. */
    default Output searchsorted(Operand sorted, Operand values) {
        return LowerBound.of(scope(), sorted, values);
    }

    /** As {@link #searchsorted(Operand, Operand)}, behind equal elements if {@code right}. */
    default Output searchsorted(Operand sorted, Operand values, boolean right) {
        return right ? UpperBound.of(scope(), sorted, values) : searchsorted(sorted, values);
    }

    /** The cross products of vectors of three elements along the last axis. */
    default Output cross(Operand a, Operand b) {
        return Cross.of(scope(), a, b);
    }

    /** The tensor itself, which must have a shape; -1 stands for any extent. */
    default Output ensureShape(Operand x, Shape shape) {
        return EnsureShape.of(scope(), x, shape);
    }
}

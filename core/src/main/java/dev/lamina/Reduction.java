package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.All;
import dev.lamina.op.logic.Any;
import dev.lamina.op.reduce.ArgMax;
import dev.lamina.op.reduce.ArgMin;
import dev.lamina.op.reduce.InTopKV2;
import dev.lamina.op.reduce.Max;
import dev.lamina.op.reduce.Mean;
import dev.lamina.op.reduce.Min;
import dev.lamina.op.reduce.Prod;
import dev.lamina.op.reduce.Sum;
import dev.lamina.op.reduce.TopKV2;
import java.util.List;

/** Reducing axes. */
interface Reduction {
    /** Where new operations go. */
    Scope scope();

    /** The sum, over all axes. */
    default Output reduceSum(Operand x) {
        return Sum.of(scope(), x, Axes.all(scope(), x), false);
    }

    /** The sum, over some axes, counted from the last if negative. */
    default Output reduceSum(Operand x, int... axes) {
        return Sum.of(scope(), x, Const.of(scope().named(null), axes), false);
    }

    /** The sum, over some axes, which stay with extent 1 if {@code keepDims}. */
    default Output reduceSum(Operand x, boolean keepDims, int... axes) {
        return Sum.of(scope(), x, Const.of(scope().named(null), axes), keepDims);
    }

    /** The mean, over all axes. */
    default Output reduceMean(Operand x) {
        return Mean.of(scope(), x, Axes.all(scope(), x), false);
    }

    /** The mean, over some axes, counted from the last if negative. */
    default Output reduceMean(Operand x, int... axes) {
        return Mean.of(scope(), x, Const.of(scope().named(null), axes), false);
    }

    /** The mean, over some axes, which stay with extent 1 if {@code keepDims}. */
    default Output reduceMean(Operand x, boolean keepDims, int... axes) {
        return Mean.of(scope(), x, Const.of(scope().named(null), axes), keepDims);
    }

    /** The product, over all axes. */
    default Output reduceProd(Operand x) {
        return Prod.of(scope(), x, Axes.all(scope(), x), false);
    }

    /** The product, over some axes, counted from the last if negative. */
    default Output reduceProd(Operand x, int... axes) {
        return Prod.of(scope(), x, Const.of(scope().named(null), axes), false);
    }

    /** The product, over some axes, which stay with extent 1 if {@code keepDims}. */
    default Output reduceProd(Operand x, boolean keepDims, int... axes) {
        return Prod.of(scope(), x, Const.of(scope().named(null), axes), keepDims);
    }

    /** The largest, over all axes. */
    default Output reduceMax(Operand x) {
        return Max.of(scope(), x, Axes.all(scope(), x), false);
    }

    /** The largest, over some axes, counted from the last if negative. */
    default Output reduceMax(Operand x, int... axes) {
        return Max.of(scope(), x, Const.of(scope().named(null), axes), false);
    }

    /** The largest, over some axes, which stay with extent 1 if {@code keepDims}. */
    default Output reduceMax(Operand x, boolean keepDims, int... axes) {
        return Max.of(scope(), x, Const.of(scope().named(null), axes), keepDims);
    }

    /** The smallest, over all axes. */
    default Output reduceMin(Operand x) {
        return Min.of(scope(), x, Axes.all(scope(), x), false);
    }

    /** The smallest, over some axes, counted from the last if negative. */
    default Output reduceMin(Operand x, int... axes) {
        return Min.of(scope(), x, Const.of(scope().named(null), axes), false);
    }

    /** The smallest, over some axes, which stay with extent 1 if {@code keepDims}. */
    default Output reduceMin(Operand x, boolean keepDims, int... axes) {
        return Min.of(scope(), x, Const.of(scope().named(null), axes), keepDims);
    }

    /** Whether all are true, over all axes. */
    default Output reduceAll(Operand x) {
        return All.of(scope(), x, Axes.all(scope(), x), false);
    }

    /** Whether all are true, over some axes, counted from the last if negative. */
    default Output reduceAll(Operand x, int... axes) {
        return All.of(scope(), x, Const.of(scope().named(null), axes), false);
    }

    /** Whether all are true, over some axes, which stay with extent 1 if {@code keepDims}. */
    default Output reduceAll(Operand x, boolean keepDims, int... axes) {
        return All.of(scope(), x, Const.of(scope().named(null), axes), keepDims);
    }

    /** Whether any is true, over all axes. */
    default Output reduceAny(Operand x) {
        return Any.of(scope(), x, Axes.all(scope(), x), false);
    }

    /** Whether any is true, over some axes, counted from the last if negative. */
    default Output reduceAny(Operand x, int... axes) {
        return Any.of(scope(), x, Const.of(scope().named(null), axes), false);
    }

    /** Whether any is true, over some axes, which stay with extent 1 if {@code keepDims}. */
    default Output reduceAny(Operand x, boolean keepDims, int... axes) {
        return Any.of(scope(), x, Const.of(scope().named(null), axes), keepDims);
    }

    /** The index of the largest along an axis, the first of several, as int64. */
    default Output argmax(Operand x, int axis) {
        return ArgMax.of(scope(), x, Const.of(scope().named(null), axis));
    }

    /** The index of the smallest along an axis, the first of several, as int64. */
    default Output argmin(Operand x, int axis) {
        return ArgMin.of(scope(), x, Const.of(scope().named(null), axis));
    }

    /** The k largest of each row in descending order, and their indices. */
    default List<Output> topK(Operand x, int k) {
        return TopKV2.of(scope(), x, Const.of(scope().named(null), k));
    }

    /** Whether each row's target is among its k largest predictions. */
    default Output inTopK(Operand predictions, Operand targets, int k) {
        return InTopKV2.of(scope(), predictions, targets, Const.of(scope().named(null), k));
    }
}

package dev.lamina;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.array.BroadcastTo;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.LinSpace;
import dev.lamina.op.array.OneHot;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Pad;
import dev.lamina.op.array.PadV2;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Rank;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.ReverseV2;
import dev.lamina.op.array.Shape;
import dev.lamina.op.array.Size;
import dev.lamina.op.array.Split;
import dev.lamina.op.array.Squeeze;
import dev.lamina.op.array.Tile;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.array.Unpack;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.StopGradient;
import dev.lamina.op.index.GatherNd;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.ScatterNd;
import dev.lamina.op.index.Slice;
import dev.lamina.op.index.StridedSlice;
import dev.lamina.op.space.ReverseSequence;
import dev.lamina.op.space.Roll;
import dev.lamina.tensor.DType;
import java.util.List;
import java.util.stream.IntStream;

/** Shapes, types, and moving elements about. */
interface Shaping {
    /** Where new operations go. */
    Scope scope();

    /** The shape as an int32 vector. */
    default Output shape(Operand x) {
        return Shape.of(scope(), x);
    }

    /** The number of elements as int32. */
    default Output size(Operand x) {
        return Size.of(scope(), x);
    }

    /** The number of axes as int32. */
    default Output rank(Operand x) {
        return Rank.of(scope(), x);
    }

    /** The same elements in another shape; one dimension may be -1 and is computed. */
    default Output reshape(Operand x, int... dims) {
        return Reshape.of(scope(), x, Const.of(scope().named(null), dims));
    }

    /** The same elements in a shape that is computed. */
    default Output reshape(Operand x, Operand shape) {
        return Reshape.of(scope(), x, shape);
    }

    /** Another axis of extent 1, before the axis of that number. */
    default Output expandDims(Operand x, int axis) {
        return ExpandDims.of(scope(), x, Const.of(scope().named(null), axis));
    }

    /** Without these axes of extent 1; without all of them if none is named. */
    default Output squeeze(Operand x, int... axes) {
        return Squeeze.of(scope(), x, axes);
    }

    /** The elements converted to a type: floating point to integer truncates toward zero. */
    default Output cast(Operand x, DType type) {
        return Cast.of(scope(), x, type);
    }

    /** A tensor of these dimensions, all elements {@code value}. */
    default Output fill(Operand dims, Operand value) {
        return Fill.of(scope(), dims, value);
    }

    /** Zeros in the shape and type of x. */
    default Output zerosLike(Operand x) {
        return ZerosLike.of(scope(), x);
    }

    /** Ones in the shape and type of x. */
    default Output onesLike(Operand x) {
        return OnesLike.of(scope(), x);
    }

    /** {@code start}, {@code start + delta}… up to, but without, {@code limit}. */
    default Output range(int start, int limit, int delta) {
        return Range.of(
                scope(),
                Const.of(scope().named(null), start),
                Const.of(scope().named(null), limit),
                Const.of(scope().named(null), delta));
    }

    /** {@code count} numbers, evenly spaced from {@code start} to {@code stop}. */
    default Output linspace(float start, float stop, int count) {
        return LinSpace.of(
                scope(),
                Const.of(scope().named(null), start),
                Const.of(scope().named(null), stop),
                Const.of(scope().named(null), count));
    }

    /** The tensors one after the other along an axis. */
    default Output concat(List<? extends Operand> values, int axis) {
        return ConcatV2.of(scope(), values, Const.of(scope().named(null), axis));
    }

    /** {@code count} equal parts along an axis. */
    default List<Output> split(Operand x, int count, int axis) {
        return Split.of(scope(), axis, x, count);
    }

    /** Tensors of one shape side by side along a new axis. */
    default Output stack(List<? extends Operand> values, int axis) {
        return Pack.of(scope(), values, axis);
    }

    /** The parts along an axis, which vanishes. */
    default List<Output> unstack(Operand x, int count, int axis) {
        return Unpack.of(scope(), x, count, axis);
    }

    /** The part that begins at {@code begin} and has this size; a size of -1 is all that is left. */
    default Output slice(Operand x, int[] begin, int[] size) {
        return Slice.of(scope(), x, Const.of(scope().named(null), begin), Const.of(scope().named(null), size));
    }

    /** Every {@code strides}-th element from {@code begin} to, but without, {@code end}, along each axis. */
    default Output stridedSlice(Operand x, int[] begin, int[] end, int[] strides) {
        return StridedSlice.of(
                scope(),
                x,
                Const.of(scope().named(null), begin),
                Const.of(scope().named(null), end),
                Const.of(scope().named(null), strides));
    }

    /** Zeros around: {@code paddings[axis]} holds how many before and behind. */
    default Output pad(Operand x, int[][] paddings) {
        return Pad.of(scope(), x, Const.of(scope().named(null), paddings));
    }

    /** A value around: {@code paddings[axis]} holds how many before and behind. */
    default Output pad(Operand x, int[][] paddings, Operand value) {
        return PadV2.of(scope(), x, Const.of(scope().named(null), paddings), value);
    }

    /** The tensor repeated along each axis. */
    default Output tile(Operand x, int... multiples) {
        return Tile.of(scope(), x, Const.of(scope().named(null), multiples));
    }

    /** The tensor broadcast to a shape. */
    default Output broadcastTo(Operand x, int... dims) {
        return BroadcastTo.of(scope(), x, Const.of(scope().named(null), dims));
    }

    /** The parts with these indices along an axis. */
    default Output gather(Operand x, Operand indices, int axis) {
        return GatherV2.of(scope(), x, indices, Const.of(scope().named(null), axis));
    }

    /** The parts at the indices that the last axis of {@code indices} holds. */
    default Output gatherNd(Operand x, Operand indices) {
        return GatherNd.of(scope(), x, indices);
    }

    /** Zeros of a shape with the updates added at the indices that the last axis of {@code indices} holds. */
    default Output scatterNd(Operand indices, Operand updates, int... dims) {
        return ScatterNd.of(scope(), indices, updates, Const.of(scope().named(null), dims));
    }

    /** A vector of 0 with a 1 at each index, as float32, along a new last axis; all 0 for an index out of range. */
    default Output oneHot(Operand indices, int depth) {
        return OneHot.of(
                scope(),
                indices,
                Const.of(scope().named(null), depth),
                Const.of(scope().named(null), 1f),
                Const.of(scope().named(null), 0f));
    }

    /** The elements in reverse order along these axes. */
    default Output reverse(Operand x, int... axes) {
        return ReverseV2.of(scope(), x, Const.of(scope().named(null), axes));
    }

    /** The axes in reverse order; the number of axes is known. */
    default Output transpose(Operand x) {
        int rank = x.asOutput().shape().rank();
        return transpose(
                x, IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray());
    }

    /** The axes in another order. */
    default Output transpose(Operand x, int... permutation) {
        return Transpose.of(scope(), x, Const.of(scope().named(null), permutation));
    }

    /** The tensor itself, under another name. */
    default Output identity(Operand x) {
        return Identity.of(scope(), x);
    }

    /** The tensor itself, through which no gradient flows. */
    default Output stopGradient(Operand x) {
        return StopGradient.of(scope(), x);
    }

    /** What lies along an axis moved on by so many places; what is moved beyond the end comes in at the beginning. */
    default Output roll(Operand x, int shift, int axis) {
        Output places = Const.of(scope().named("shift"), shift);
        return Roll.of(scope(), x, places, Const.of(scope().named("axis"), axis));
    }

    /**
     * The first so many places of each sequence in reverse order, and the others as they are.
     *
     * @param seqLengths how many, for each sequence
     * @param seqAxis the axis of the sequences' places
     * @param batchAxis the axis of the sequences
     */
    default Output reverseSequence(Operand x, Operand seqLengths, int seqAxis, int batchAxis) {
        return ReverseSequence.of(scope(), x, seqLengths, seqAxis, batchAxis);
    }
}

package dev.lamina.op.space;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;

/**
 * Space cut into blocks, whose places are moved to the front of the batch: shapes and kernels of the operations that do it and that
 * undo it.
 *
 * @param block the extents of a block, along the axes behind the batch
 * @param margins for each of these axes, what is padded, or cut off, before and after it
 */
@SuppressWarnings("ArrayRecordComponent") // it is never compared
record Blocks(long[] block, long[] margins) {
    /** The shape of the padded input cut into blocks. */
    Shape toBatch(ShapeContext c, Shape input) {
        check(c, input, "paddings");
        long[] dims = input.dims();
        for (int i = 0; i < block.length; i++) {
            int axis = i + 1;
            if (dims[axis] >= 0) {
                long padded = Integers.plus(dims[axis], Integers.plus(margins[2 * i], margins[2 * i + 1]));
                if (padded % block[i] != 0) {
                    throw c.error("padded_shape[" + i + "]=" + padded + " is not divisible by block_shape[" + i + "]="
                            + block[i]);
                }
                dims[axis] = padded / block[i];
            }
            if (dims[0] >= 0) {
                dims[0] = Integers.times(dims[0], block[i]);
            }
        }
        return Shape.of(dims);
    }

    /** The shape of the blocks put together, without the margins. */
    Shape toSpace(ShapeContext c, Shape input) {
        check(c, input, "crops");
        long[] dims = input.dims();
        long product = 1;
        for (int i = 0; i < block.length; i++) {
            product = Integers.times(product, block[i]);
            int axis = i + 1;
            if (dims[axis] >= 0) {
                long whole = Integers.times(dims[axis], block[i]);
                long cut = Integers.plus(margins[2 * i], margins[2 * i + 1]);
                if (cut > whole) {
                    throw c.error("crops[" + i + "]=[" + margins[2 * i] + "," + margins[2 * i + 1]
                            + "] are more than the uncropped size " + whole);
                }
                dims[axis] = whole - cut;
            }
        }
        if (dims[0] >= 0 && dims[0] % product != 0) {
            throw c.error("Input batch dimension (" + dims[0] + ") is not divisible by product of block sizes ("
                    + product + ")");
        }
        dims[0] = dims[0] < 0 ? -1 : dims[0] / product;
        return Shape.of(dims);
    }

    private void check(ShapeContext c, Shape input, String what) {
        if (input.rank() < block.length + 1) {
            throw c.error("input rank should be >= " + (block.length + 1) + " instead of " + input.rank());
        }
        for (int i = 0; i < block.length; i++) {
            if (block[i] < 1) {
                throw c.error("block_shape[" + i + "]=" + block[i] + " must be positive");
            }
            if (margins[2 * i] < 0 || margins[2 * i + 1] < 0) {
                throw c.error(what + " cannot be negative: " + margins[2 * i] + " " + margins[2 * i + 1]);
            }
        }
    }

    /** A kernel that pads the first input with zeros and cuts it. */
    Kernel cutting(KernelContext c) {
        if (c.outputShape(0).size() == 0) {
            return (inputs, outputs) -> {};
        }
        Shape whole = whole(c.inputShape(0), c.outputShape(0));
        StridedCopy cut = cut(whole, Strides.dims(whole)[0], true);
        if (!hasMargins()) {
            return (inputs, outputs) -> cut.run(inputs[0].array(), 0, outputs[0].array(), 0);
        }
        Buffer padded = c.workspace(c.outputType(0), whole);
        StridedCopy inside =
                new StridedCopy(Strides.dims(c.inputShape(0)), Strides.of(c.inputShape(0)), Strides.of(whole));
        int offset = offset(whole);
        Object zero = c.outputType(0).newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, padded.array(), padded.size());
            inside.run(inputs[0].array(), 0, padded.array(), offset);
            cut.run(padded.array(), 0, outputs[0].array(), 0);
        };
    }

    /** A kernel that puts the blocks of the first input together and leaves the margins out. */
    Kernel joining(KernelContext c) {
        if (c.outputShape(0).size() == 0) {
            return (inputs, outputs) -> {};
        }
        Shape result = c.outputShape(0);
        Shape whole = whole(result, c.inputShape(0));
        StridedCopy join = cut(whole, Strides.dims(whole)[0], false);
        if (!hasMargins()) {
            return (inputs, outputs) -> join.run(inputs[0].array(), 0, outputs[0].array(), 0);
        }
        Buffer joined = c.workspace(c.outputType(0), whole);
        StridedCopy inside = new StridedCopy(Strides.dims(result), Strides.of(whole), Strides.of(result));
        int offset = offset(whole);
        return (inputs, outputs) -> {
            join.run(inputs[0].array(), 0, joined.array(), 0);
            inside.run(joined.array(), offset, outputs[0].array(), 0);
        };
    }

    /** The space with its margins, of which the blocks are {@code cut}. */
    private Shape whole(Shape space, Shape cut) {
        Shape whole = space;
        for (int i = 0; i < block.length; i++) {
            whole = whole.with(i + 1, cut.dim(i + 1) * block[i]);
        }
        return whole;
    }

    private boolean hasMargins() {
        for (long margin : margins) {
            if (margin > 0) {
                return true;
            }
        }
        return false;
    }

    private int offset(Shape whole) {
        int[] strides = Strides.of(whole);
        int offset = 0;
        for (int i = 0; i < block.length; i++) {
            offset += (int) margins[2 * i] * strides[i + 1];
        }
        return offset;
    }

    /** The copy from the space to its blocks, or back. */
    private StridedCopy cut(Shape whole, int batch, boolean isCutting) {
        int axes = block.length;
        int[] strides = Strides.of(whole);
        int[] extents = new int[2 * axes + 2];
        int[] ofSpace = new int[extents.length];
        int rest = 1;
        for (int axis = axes + 1; axis < whole.rank(); axis++) {
            rest *= (int) whole.dim(axis);
        }
        for (int i = 0; i < axes; i++) {
            int size = (int) block[i];
            extents[i] = size;
            ofSpace[i] = strides[i + 1];
            extents[axes + 1 + i] = (int) whole.dim(i + 1) / size;
            ofSpace[axes + 1 + i] = strides[i + 1] * size;
        }
        extents[axes] = batch;
        ofSpace[axes] = strides[0];
        extents[2 * axes + 1] = rest;
        ofSpace[2 * axes + 1] = 1;
        int[] ofBlocks = new int[extents.length];
        int stride = 1;
        for (int i = extents.length - 1; i >= 0; i--) {
            ofBlocks[i] = stride;
            stride *= extents[i];
        }
        return isCutting ? new StridedCopy(extents, ofSpace, ofBlocks) : new StridedCopy(extents, ofBlocks, ofSpace);
    }
}

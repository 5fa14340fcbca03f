package dev.lamina.op.array;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Walks a tensor padded with its own mirror image beside the tensor itself. */
final class Mirror {
    private final int[] strides;
    private final int[][] offsets;
    private final int[] before;
    private final int[] extents;

    private Mirror(KernelContext c, Shape padded, Shape plain, boolean reflects) {
        int rank = plain.rank();
        strides = Strides.of(padded);
        extents = Strides.dims(plain);
        before = new int[rank];
        offsets = new int[rank][];
        int[] plainStrides = Strides.of(plain);
        for (int axis = 0; axis < rank; axis++) {
            before[axis] = (int) c.value(1).buffer().asLong(2 * axis);
            offsets[axis] = new int[(int) padded.dim(axis)];
            int last = extents[axis] - 1;
            for (int i = 0; i < offsets[axis].length; i++) {
                int place = i - before[axis];
                int left = place < 0 ? -place - (reflects ? 0 : 1) : place;
                int mirrored = left > last ? 2 * last - left + (reflects ? 0 : 1) : left;
                offsets[axis][i] = mirrored * plainStrides[axis];
            }
        }
    }

    /** The shape rule: the paddings added to the first input's shape ({@code sign} 1) or taken off (-1). */
    static Shape shape(ShapeContext c, String mode, int sign) {
        if (!mode.equals("REFLECT") && !mode.equals("SYMMETRIC")) {
            throw c.error("mode must be either REFLECT or SYMMETRIC, got " + mode);
        }
        Shape result = Padding.padded(c, sign);
        Tensor value = c.value(1);
        Shape plain = sign > 0 ? c.shape(0) : result;
        for (int i = 0; value != null && plain.hasRank() && i < value.size(); i++) {
            long dim = plain.dim(i / 2);
            long most = dim - (mode.equals("REFLECT") ? 1 : 0);
            if (dim >= 0 && value.buffer().asLong(i) > most) {
                throw c.error("paddings must be " + (most < dim ? "less" : "no greater") + " than the dimension size: "
                        + value.buffer().asLong(i) + " for " + dim);
            }
        }
        return result;
    }

    /** A kernel that pads. */
    static Kernel pad(KernelContext c, String mode) {
        Mirror mirror = new Mirror(c, c.outputShape(0), c.inputShape(0), mode.equals("REFLECT"));
        return (inputs, outputs) -> mirror.walk(null, 0, outputs[0].array(), 0, inputs[0].array(), 0);
    }

    /** A kernel that adds up what was padded. */
    static Kernel fold(KernelContext c, String mode) {
        Mirror mirror = new Mirror(c, c.inputShape(0), c.outputShape(0), mode.equals("REFLECT"));
        DType type = c.inputType(0);
        Object zero = type.newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            mirror.walk(type, 0, inputs[0].array(), 0, outputs[0].array(), 0);
        };
    }

    private void walk(@Nullable DType summed, int axis, Object padded, int p, Object plain, int i) {
        if (axis == extents.length) {
            move(summed, padded, p, plain, i, 1);
            return;
        }
        int[] own = offsets[axis];
        if (axis < extents.length - 1) {
            for (int k = 0; k < own.length; k++) {
                walk(summed, axis + 1, padded, p + k * strides[axis], plain, i + own[k]);
            }
            return;
        }
        int inside = before[axis] + extents[axis];
        for (int k = 0; k < before[axis]; k++) {
            move(summed, padded, p + k, plain, i + own[k], 1);
        }
        move(summed, padded, p + before[axis], plain, i, extents[axis]);
        for (int k = inside; k < own.length; k++) {
            move(summed, padded, p + k, plain, i + own[k], 1);
        }
    }

    private static void move(@Nullable DType summed, Object padded, int p, Object plain, int i, int n) {
        if (summed == null) {
            System.arraycopy(plain, i, padded, p, n);
        } else {
            Accumulate.run(summed, 1, padded, p, plain, i, n);
        }
    }
}

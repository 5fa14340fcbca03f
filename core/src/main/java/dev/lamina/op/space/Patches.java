package dev.lamina.op.space;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.reduce.Prod;
import dev.lamina.op.reduce.UnsortedSegmentSum;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Where patches lie on images or volumes, whose channels come last.
 *
 * @param family what errors call the operation
 * @param ksizes how many places a patch has along each axis
 * @param strides how far apart patches begin
 * @param rates how far apart the places of a patch are
 * @param padding {@code VALID} or {@code SAME}
 */
record Patches(String family, List<Long> ksizes, List<Long> strides, List<Long> rates, String padding) {
    private int rank() {
        return family.contains("Volume") ? 5 : 4;
    }

    Shape shape(ShapeContext c) {
        check(c, "ksizes", ksizes);
        check(c, "strides", strides);
        check(c, "rates", rates);
        if (!padding.equals("VALID") && !padding.equals("SAME")) {
            throw c.error("Unknown padding type: " + padding);
        }
        Shape shape = c.withRank(0, rank(), "input");
        int last = rank() - 1;
        long places = 1;
        for (int axis = 1; axis < last; axis++) {
            places = Integers.times(places, ksizes.get(axis));
            if (shape.dim(axis) >= 0) {
                shape = shape.with(axis, patches(c, axis, shape.dim(axis)));
            }
        }
        return shape.dim(last) < 0 ? shape : shape.with(last, Integers.times(shape.dim(last), places));
    }

    private void check(ShapeContext c, String what, List<Long> values) {
        if (values.size() != rank()) {
            throw c.error(family + " requires the " + what + " attribute to contain " + rank() + " values, but got: "
                    + values.size());
        }
        for (int axis = 0; axis < rank(); axis++) {
            long value = values.get(axis);
            boolean isOuter = axis == 0 || axis == rank() - 1;
            if (value < 1 || value > Integer.MAX_VALUE || (isOuter && value != 1)) {
                throw c.error(what + " has to be positive, and 1 for batch and depth, but is " + values);
            }
        }
    }

    private long extent(int axis) {
        return ksizes.get(axis) + (ksizes.get(axis) - 1) * (rates.get(axis) - 1);
    }

    private long patches(ShapeContext c, int axis, long extent) {
        long stride = strides.get(axis);
        if (padding.equals("SAME")) {
            return Integers.plus(extent, stride - 1) / stride;
        }
        if (extent < extent(axis)) {
            throw c.error("Negative dimension size caused by subtracting " + extent(axis) + " from " + extent);
        }
        return (extent - extent(axis)) / stride + 1;
    }

    /** A kernel that copies, place by place, the channels of each patch. */
    Kernel kernel(KernelContext c) {
        Shape input = c.inputShape(0);
        Shape output = c.outputShape(0);
        if (output.size() == 0) {
            return (inputs, outputs) -> {};
        }
        int last = rank() - 1;
        int channels = (int) input.dim(last);
        int count = (int) output.dim(last) / channels;
        int axes = last - 1;
        int[] in = Strides.dims(input.slice(1, last));
        int[] out = Strides.dims(output.slice(1, last));
        int[] sizes = new int[axes];
        long[] before = new long[axes];
        for (int i = 0; i < axes; i++) {
            sizes[i] = Math.toIntExact(ksizes.get(i + 1));
            long reach = (out[i] - 1) * strides.get(i + 1) + extent(i + 1);
            before[i] = padding.equals("SAME") ? Math.max(0, reach - in[i]) / 2 : 0;
        }
        Object zero = c.outputType(0).newArray(1);
        int patches = output.slice(0, last).size();
        return new Rows(patches, count * channels, (inputs, outputs, from, to) -> {
            for (int patch = from; patch < to; patch++) {
                for (int place = 0; place < count; place++) {
                    int source = source(in, out, sizes, before, patch, place);
                    int target = (patch * count + place) * channels;
                    if (source < 0) {
                        Spread.run(zero, 0, outputs[0].array(), target, channels);
                    } else {
                        copy(inputs[0], source * channels, outputs[0], target, channels);
                    }
                }
            }
        });
    }

    private static void copy(Buffer from, int at, Buffer to, int target, int n) {
        System.arraycopy(from.array(), at, to.array(), target, n);
    }

    /** Which place of the input a place of a patch is, or -1 for padding. */
    private int source(int[] in, int[] out, int[] sizes, long[] before, int patch, int place) {
        int leftPatch = patch;
        int leftPlace = place;
        long source = 0;
        long stride = 1;
        for (int i = in.length - 1; i >= 0; i--) {
            long at = leftPatch % out[i] * strides.get(i + 1) - before[i] + leftPlace % sizes[i] * rates.get(i + 1);
            if (at < 0 || at >= in[i]) {
                return -1;
            }
            source += at * stride;
            stride *= in[i];
            leftPatch /= out[i];
            leftPlace /= sizes[i];
        }
        return (int) (source + leftPatch * stride);
    }

    /**
     * The gradient: each place of the input gets the sum of what the patches have that it is in. Which these are is had from patches
     * of the places' own numbers, from 1 on, where 0 is padding.
     */
    Output gradient(GradientContext c, Op op) {
        Scope scope = c.scope();
        int last = rank() - 1;
        Output shape = Axes.shapeOf(scope, c.input(0));
        Output batch = Slice.of(scope, shape, new int[] {0}, new int[] {1});
        Output extents = Slice.of(scope, shape, new int[] {1}, new int[] {last - 1});
        Output channels = Slice.of(scope, shape, new int[] {last}, new int[] {1});
        Output one = Const.of(scope, new int[] {1});
        Output count = Prod.of(scope, extents, Const.of(scope, 0), false);
        Output numbers =
                Range.of(scope, Const.of(scope, 1), Add.of(scope, count, Const.of(scope, 1)), Const.of(scope, 1));
        Output image = Reshape.of(scope, numbers, ConcatV2.of(scope, List.of(one, extents, one), 0));
        Output places = Reshape.of(scope, scope.output(op, image), -1);
        Output size = dev.lamina.op.array.Shape.of(scope, places);
        Output rows = Reshape.of(scope, c.upstream(0), ConcatV2.of(scope, List.of(batch, size, channels), 0));
        Output sums = UnsortedSegmentSum.of(
                scope, Transpose.of(scope, rows, 1, 0, 2), places, Add.of(scope, count, Const.of(scope, 1)));
        Output inside = Slice.of(scope, sums, new int[] {1, 0, 0}, new int[] {-1, -1, -1});
        return Reshape.of(scope, Transpose.of(scope, inside, 1, 0, 2), shape);
    }
}

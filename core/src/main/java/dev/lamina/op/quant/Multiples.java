package dev.lamina.op.quant;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Rounds numbers to multiples of a step that follows from how far the numbers reach.
 *
 * @param isSigned whether there are negative multiples
 * @param isGiven whether the range is given
 * @param tiesToEven whether ties go to the even multiple, or else up
 * @param isNarrow whether there are as many negative multiples as positive ones
 * @param axis of slices with a range each, or -1
 */
record Multiples(boolean isSigned, boolean isGiven, boolean tiesToEven, boolean isNarrow, int axis) {
    static void checkBits(ShapeContext c, long bits, boolean isSigned) {
        if (bits < 1 || bits > (isSigned ? 62 : 63)) {
            throw c.error("num_bits is out of range: " + bits + " with signed_input " + isSigned);
        }
    }

    /** The shape rule: a scalar for each end of the range, or vectors as long as the axis. */
    List<Shape> shapes(ShapeContext c) {
        Shape input = c.shape(0);
        if (axis < -1 || (axis >= 0 && input.hasRank() && axis >= input.rank())) {
            throw c.error("axis " + axis + " is none of an input of shape " + input);
        }
        for (int i = 1; i <= 2 && isGiven; i++) {
            Shape end = c.withRank(i, axis < 0 ? 0 : 1, i == 1 ? "input_min" : "input_max");
            if (axis >= 0 && input.hasRank() && !input.slice(axis, axis + 1).isCompatibleWith(end)) {
                throw c.error("input_min and input_max must have " + input.dim(axis) + " elements, not " + end);
            }
        }
        return c.sameAsInput();
    }

    /** The kernel, for input, the least and the greatest; it computes in float64. */
    Kernel kernel(KernelContext c, int bits) {
        Shape shape = c.inputShape(0);
        Buffer wide = c.workspace(DType.FLOAT64, shape);
        int slices = axis < 0 ? 1 : (int) shape.dim(axis);
        int inner = Strides.count(shape, axis + 1, shape.rank());
        return (inputs, outputs) -> {
            Conversion.run(inputs[0], wide, 0, wide.size());
            for (int slice = 0; slice < slices; slice++) {
                Slice own = new Slice(wide.doubles(), wide.size(), slice * inner, inner, slices * inner);
                double min = isGiven ? inputs[1].asDouble(slice) : own.extreme(false);
                double max = isGiven ? inputs[2].asDouble(slice) : own.extreme(true);
                if (isGiven && min > max) {
                    throw c.error("Invalid range: input_min " + min + " > input_max " + max);
                }
                round(own, min, max, bits);
            }
            Conversion.run(wide, outputs[0], 0, wide.size());
        };
    }

    /** Blocks of elements, {@code length} long, {@code step} apart. */
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    private record Slice(double[] x, int size, int begin, int length, int step) {
        double extreme(boolean isMax) {
            double extreme = isMax ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            for (int from = begin; from < size; from += step) {
                for (int i = from; i < from + length; i++) {
                    extreme = isMax ? Math.max(extreme, x[i]) : Math.min(extreme, x[i]);
                }
            }
            return extreme;
        }
    }

    private void round(Slice slice, double min, double max, int bits) {
        double least = isSigned ? -Math.scalb(1.0, bits - 1) + (isNarrow ? 1 : 0) : 0;
        double most = Math.scalb(1.0, isSigned ? bits - 1 : bits) - 1;
        double byMin = least * min > 0 ? least / min : Double.MAX_VALUE;
        double byMax = most * max > 0 ? most / max : Double.MAX_VALUE;
        double scale = Math.min(byMin, byMax);
        double step = byMin < byMax ? min / least : most == 0 ? 0 : max / most;
        double low = byMin < byMax ? min : least * step;
        double high = byMin < byMax ? most * step : max;
        double[] x = slice.x;
        for (int from = slice.begin; from < slice.size; from += slice.step) {
            for (int i = from; i < from + slice.length; i++) {
                double multiple = (isGiven ? Math.min(Math.max(x[i], low), high) : x[i]) * scale;
                x[i] = (tiesToEven ? Math.rint(multiple) : Math.floor(multiple + 0.5)) * step;
            }
        }
    }
}

package dev.lamina.op.spectral;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.spectral.FourierLines;
import dev.lamina.kernel.spectral.FourierLines.Form;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Transforms along the last axes, one after the other: of real numbers along the last one first, to real numbers along that one last.
 * What the transform does not need of a longer input is left out first.
 */
final class SpectralKernel implements Kernel {
    /** Beyond that, a transform of a length with a large prime factor would take more than arrays hold. */
    private static final int LONGEST = 1 << 28;

    private final FourierLines[] passes;
    private final @Nullable StridedCopy crop;
    private final @Nullable Buffer cropped;
    private final @Nullable Buffer between;
    private final boolean isEmpty;

    private SpectralKernel(KernelContext c, Form form, boolean isInverse, int rank) {
        Shape given = c.inputShape(0);
        // The side with the lengths of the transforms themselves.
        Shape whole = form == Form.TO_REAL ? c.outputShape(0) : given;
        long[] lengths = form == Form.FROM_REAL ? lengths(c, rank) : last(whole, rank);
        Shape needed = given;
        for (int i = 0; i < rank; i++) {
            boolean isHalf = form == Form.TO_REAL && i == rank - 1;
            needed = needed.with(i - rank, isHalf ? lengths[i] / 2 + 1 : lengths[i]);
        }
        isEmpty = given.size() == 0 || c.outputShape(0).size() == 0;
        boolean isCropped = !isEmpty && !needed.equals(given);
        crop = isCropped ? crop(c, given, needed) : null;
        cropped = isCropped ? c.workspace(c.inputType(0), needed) : null;
        between = form == Form.TO_REAL && rank > 1 && !isEmpty ? c.workspace(c.inputType(0), needed) : null;
        passes = new FourierLines[isEmpty ? 0 : rank];
        for (int i = 0; i < passes.length; i++) {
            // The last axis comes first unless it becomes real.
            int axis = (form == Form.TO_REAL ? i : rank - 1 - i) - rank;
            Form own = axis == -1 ? form : Form.COMPLEX;
            Shape lying = form == Form.FROM_REAL && axis != -1 ? c.outputShape(0) : needed;
            passes[i] = pass(c, own, isInverse, lying, axis, lengths[rank + axis]);
        }
    }

    /** A kernel along the last {@code rank} axes; of {@link Form#FROM_REAL} the second input has the lengths. */
    static Kernel of(KernelContext c, Form form, boolean isInverse, int rank) {
        return new SpectralKernel(c, form, isInverse, rank);
    }

    private static FourierLines pass(
            KernelContext c, Form form, boolean isInverse, Shape shape, int axis, long length) {
        if (length > LONGEST) {
            throw c.error("transforms are of at most " + LONGEST + " elements along an axis, not " + length);
        }
        int rank = shape.rank();
        IntFunction<double[]> arrays =
                size -> c.workspace(DType.FLOAT64, Shape.of(size)).doubles();
        return new FourierLines(
                form,
                isInverse,
                Strides.count(shape, 0, rank + axis),
                (int) length,
                Strides.count(shape, rank + axis + 1, rank),
                arrays);
    }

    private static long[] last(Shape shape, int rank) {
        return Arrays.copyOfRange(shape.dims(), shape.rank() - rank, shape.rank());
    }

    private static long[] lengths(KernelContext c, int rank) {
        long[] lengths = new long[rank];
        for (int i = 0; i < rank; i++) {
            lengths[i] = c.value(1).buffer().asLong(i);
        }
        return lengths;
    }

    /** Copies what is needed; the parts of complex numbers are one axis more. */
    private static StridedCopy crop(KernelContext c, Shape given, Shape needed) {
        Shape parts = Shape.of(c.inputType(0).width());
        return new StridedCopy(
                Strides.dims(needed.concat(parts)), Strides.of(given.concat(parts)), Strides.of(needed.concat(parts)));
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        Object result = outputs[0].array();
        if (isEmpty) {
            clear(outputs[0]);
            return;
        }
        Object from = inputs[0].array();
        if (crop != null && cropped != null) {
            crop.run(from, 0, cropped.array(), 0);
            from = cropped.array();
        }
        for (int i = 0; i < passes.length; i++) {
            boolean isLast = i == passes.length - 1;
            Object to = between == null || isLast ? result : between.array();
            passes[i].run(from, to);
            from = to;
        }
    }

    /** Of nothing, TensorFlow leaves what is there; here it is zeros. */
    private static void clear(Buffer output) {
        int entries = output.size() * output.dtype().width();
        if (output.array() instanceof float[] y) {
            Arrays.fill(y, 0, entries, 0);
        } else {
            Arrays.fill(output.doubles(), 0, entries, 0);
        }
    }
}

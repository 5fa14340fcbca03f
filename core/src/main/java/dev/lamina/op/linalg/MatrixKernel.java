package dev.lamina.op.linalg;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.array.Broadcast;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that takes the matrices in the last two axes of its inputs one by one. Every type is computed in float64 and converted at
 * the end. The axes before the last two broadcast.
 */
final class MatrixKernel implements Kernel {
    /** The work on one matrix of each input, which begins at {@code x[i][xAt[i]]}, and each output. */
    interface Each {
        void run(double[][] x, int[] xAt, double[][] y, int[] yAt);
    }

    private static final double[] NOTHING = {};

    private final Each each;
    private final Broadcast layout;
    private final int matrices;
    private final @Nullable Buffer[] wideInputs;
    private final @Nullable Buffer[] wideOutputs;
    private final double[][] x;
    private final double[][] y;
    private final int[] xSizes;
    private final int[] ySizes;
    private final int[] xAt;
    private final int[] yAt;

    private final Object zero;

    private MatrixKernel(KernelContext c, Shape batch, int computed, Each each) {
        this.each = each;
        zero = c.outputType(0).newArray(1);
        matrices = batch.size();
        layout = new Broadcast(
                batch.dims(),
                IntStream.range(0, c.inputs())
                        .mapToObj(i -> MatrixShapes.batch(c.inputShape(i)).dims())
                        .toArray(long[][]::new));
        x = new double[c.inputs()][];
        y = new double[computed][];
        wideInputs = new Buffer[x.length];
        wideOutputs = new Buffer[y.length];
        xSizes = new int[x.length];
        ySizes = new int[y.length];
        xAt = new int[x.length];
        yAt = new int[y.length];
        for (int i = 0; i < x.length; i++) {
            Shape shape = c.inputShape(i);
            xSizes[i] = shape.slice(Math.max(0, shape.rank() - 2), shape.rank()).size();
            wideInputs[i] = c.inputType(i) == DType.FLOAT64 ? null : c.workspace(DType.FLOAT64, shape);
        }
        for (int i = 0; i < y.length; i++) {
            Shape shape = c.outputShape(i);
            ySizes[i] = matrices == 0 ? 0 : shape.size() / matrices;
            wideOutputs[i] = c.outputType(i) == DType.FLOAT64 ? null : c.workspace(DType.FLOAT64, shape);
        }
    }

    /** For outputs whose first axes are those of {@code batch}. */
    static Kernel of(KernelContext c, Shape batch, Each each) {
        return new MatrixKernel(c, batch, c.outputs(), each);
    }

    /** As {@link #of(KernelContext, Shape, Each)}, of the first {@code computed} outputs; the others are numbers without a meaning, 0. */
    static Kernel of(KernelContext c, Shape batch, int computed, Each each) {
        return new MatrixKernel(c, batch, computed, each);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        for (int i = 0; i < x.length; i++) {
            Buffer wide = wideInputs[i];
            if (wide != null) {
                Conversion.run(inputs[i], wide, 0, wide.size());
            }
            x[i] = (wide == null ? inputs[i] : wide).doubles();
        }
        for (int i = 0; i < y.length; i++) {
            Buffer wide = wideOutputs[i];
            y[i] = (wide == null ? outputs[i] : wide).doubles();
        }
        for (int matrix = 0; matrix < matrices; matrix++) {
            int row = matrix / layout.inner();
            int column = matrix - row * layout.inner();
            for (int i = 0; i < x.length; i++) {
                xAt[i] = (layout.offset(i, row) + (layout.moves(i) ? column : 0)) * xSizes[i];
            }
            for (int i = 0; i < y.length; i++) {
                yAt[i] = matrix * ySizes[i];
            }
            each.run(x, xAt, y, yAt);
        }
        for (int i = 0; i < y.length; i++) {
            Buffer wide = wideOutputs[i];
            if (wide != null) {
                Conversion.run(wide, outputs[i], 0, wide.size());
            }
        }
        for (int i = y.length; i < outputs.length; i++) {
            System.arraycopy(zero, 0, outputs[i].array(), 0, 1);
        }
        Arrays.fill(x, NOTHING);
        Arrays.fill(y, NOTHING);
    }
}

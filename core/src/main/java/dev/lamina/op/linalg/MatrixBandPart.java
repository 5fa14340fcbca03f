package dev.lamina.op.linalg;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matrices with all set to zero but the diagonal, {@code num_lower} diagonals below and {@code num_upper} above it; all of them where that is negative. */
@OpDef(
        inputs = {"input: T", "num_lower: Tindex", "num_upper: Tindex"},
        outputs = "band: T",
        attrs = {"T: type", "Tindex: {int32, int64} = int64"})
public record MatrixBandPart() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand numLower, Operand numUpper) {
        return scope.output(new MatrixBandPart(), input, numLower, numUpper);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "num_lower");
        c.withRank(2, 0, "num_upper");
        Matrices.diagonal(c, c.shape(0));
        return List.of(c.shape(0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = (int) c.inputShape(0).dim(-2);
        int columns = (int) c.inputShape(0).dim(-1);
        int all = columns == 0 ? 0 : c.inputShape(0).size() / columns;
        Object zero = c.outputType(0).newArray(1);
        return (inputs, outputs) -> {
            int lower = Matrices.bound(c, "num_lower", inputs[1].asLong(0), "rows", rows);
            int upper = Matrices.bound(c, "num_upper", inputs[2].asLong(0), "columns", columns);
            for (int row = 0; row < all; row++) {
                int from = Math.clamp(row % rows - lower, 0, columns);
                int to = Math.clamp(row % rows + upper + 1L, from, columns);
                int at = row * columns;
                Spread.run(zero, 0, outputs[0].array(), at, from);
                System.arraycopy(inputs[0].array(), at + from, outputs[0].array(), at + from, to - from);
                Spread.run(zero, 0, outputs[0].array(), at + to, columns - to);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(of(c.scope(), c.upstream(0), c.input(1), c.input(2)), null, null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
        return List.of(
                Sample.of(new MatrixBandPart(), x, 1L, 0L).gives((Object)
                        new float[][] {{1, 0, 0}, {4, 5, 0}, {0, 8, 9}}),
                Sample.of(new MatrixBandPart(), x, 0, -1).gives((Object)
                        new float[][] {{1, 2, 3}, {0, 5, 6}, {0, 0, 9}}),
                Sample.rough(new MatrixBandPart(), new int[][][] {{{1, 2}}, {{3, 4}}}, 0, 0)
                        .gives((Object) new int[][][] {{{1, 0}}, {{3, 0}}}),
                Sample.rough(new MatrixBandPart(), new int[][] {{1}, {2}, {3}}, 1, 1)
                        .gives((Object) new int[][] {{1}, {2}, {0}}),
                Sample.refused(
                        "num_lower must be negative or less or equal to number of rows (3) got: 4",
                        new MatrixBandPart(),
                        x,
                        4,
                        0),
                Sample.refused("input must be at least 2-dim", new MatrixBandPart(), new float[3], 0, 0));
    }
}

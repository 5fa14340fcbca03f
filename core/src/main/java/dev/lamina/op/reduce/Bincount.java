package dev.lamina.op.reduce;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * How often each of the numbers 0 to {@code size - 1} is in {@code arr}, or the sum of their weights, if there are any. Greater numbers are
 * left out.
 */
@OpDef(
        inputs = {"arr: int32", "size: int32", "weights: T"},
        outputs = "bins: T",
        attrs = "T: {int32, int64, float, double}")
public record Bincount() implements Op {
    /** Adds a count; {@code weights} have the shape of {@code arr}, or no elements. */
    public static Output of(Scope scope, Operand arr, Operand size, Operand weights) {
        return scope.output(new Bincount(), arr, size, weights);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        long size = Bins.size(c, 1);
        Bins.checkWeights(c, 0, 2);
        return List.of(Shape.of(size));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return new Bins(c, 1, c.inputShape(0).size(), false, "Input arr must be non-negative!");
    }

    static List<Sample> samples() {
        int[] x = {1, 1, 5, 2, 7, 1};
        return List.of(
                Sample.rough(new Bincount(), x, 6, new int[0]).gives((Object) new int[] {0, 3, 1, 0, 0, 1}),
                Sample.rough(new Bincount(), x, 3, new float[] {1, 2, 3, 4, 5, 6})
                        .gives((Object) new float[] {0, 9, 4}),
                Sample.rough(new Bincount(), new int[0], 2, new double[0]).gives((Object) new double[] {0, 0}),
                Sample.refused("Input arr must be non-negative!", new Bincount(), new int[] {-1}, 2, new int[0]),
                Sample.refused("size (-1) must be non-negative", new Bincount(), new int[] {1}, -1, new int[0]),
                Sample.refused("same shape", new Bincount(), new int[2], 2, new int[1]));
    }

    /**
     * Counts of a vector, or of each row of a matrix.
     *
     * @param binaryOutput whether only to tell with 1 which numbers are there; there are no weights then
     */
    @OpDef(
            inputs = {"input: Tidx", "size: Tidx", "weights: T"},
            outputs = "output: T",
            attrs = {"Tidx: {int32, int64}", "T: {int32, int64, float, double}", "binary_output: bool = false"})
    public record DenseBincount(boolean binaryOutput) implements Op {
        /** Adds a count; {@code weights} have the shape of {@code input}, or no elements. */
        public static Output of(Scope scope, Operand input, Operand size, Operand weights) {
            return scope.output(new DenseBincount(false), input, size, weights);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            long size = Bins.size(c, 1);
            Bins.checkWeights(c, 0, 2);
            Shape input = c.shape(0);
            if (!input.hasRank()) {
                return List.of(Shape.unknown());
            }
            if (input.rank() > 2) {
                throw c.error("Shape must be at most rank 2 but is rank " + input.rank());
            }
            return List.of(input.slice(0, Math.max(0, input.rank() - 1)).concat(Shape.of(size)));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            Shape input = c.inputShape(0);
            int columns = input.rank() == 0 ? 1 : (int) input.dim(-1);
            int rows = input.rank() == 2 ? (int) input.dim(0) : 1;
            return new Bins(c, rows, columns, binaryOutput, "Input must be non-negative");
        }

        static List<Sample> samples() {
            int[][] x = {{1, 1, 0}, {2, 5, 2}};
            DenseBincount op = new DenseBincount(false);
            return List.of(
                    Sample.rough(op, x, 3, new float[0]).gives((Object) new float[][] {{1, 2, 0}, {0, 0, 2}}),
                    Sample.rough(op, x, 3, new int[][] {{1, 2, 3}, {4, 5, 6}}).gives((Object)
                            new int[][] {{3, 3, 0}, {0, 0, 10}}),
                    Sample.rough(new DenseBincount(true), x, 3, new float[0]).gives((Object)
                            new float[][] {{1, 1, 0}, {0, 0, 1}}),
                    Sample.rough(op, new long[] {1, 1, 4}, 2L, new long[0]).gives((Object) new long[] {0, 2}),
                    Sample.refused("Input must be non-negative", op, new int[] {-1}, 2, new int[0]),
                    Sample.refused("Shape must be at most rank 2", op, new int[1][1][1], 2, new int[0]));
        }
    }
}

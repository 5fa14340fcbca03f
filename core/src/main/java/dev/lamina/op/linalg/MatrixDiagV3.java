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
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matrices with packed diagonals put into them, and {@code padding_value} elsewhere. Numbers of rows and columns of -1 are the least that
 * there can be.
 *
 * @param align where shorter diagonals stand in their rows: {@code RIGHT_LEFT}, {@code LEFT_RIGHT}, {@code LEFT_LEFT} or {@code RIGHT_RIGHT}
 */
@OpDef(
        inputs = {"diagonal: T", "k: int32", "num_rows: int32", "num_cols: int32", "padding_value: T"},
        outputs = "output: T",
        attrs = {"T: type", "align: string = 'RIGHT_LEFT'"})
public record MatrixDiagV3(String align) implements ComplexOp.ByParts {
    /** Adds the operation; {@code k} is the number of a diagonal or of the lowest and the highest. */
    public static Output of(Scope scope, Operand diagonal, Operand k, Operand rows, Operand columns, Operand padding) {
        return scope.output(new MatrixDiagV3("RIGHT_LEFT"), diagonal, k, rows, columns, padding);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return shapes(c, align);
    }

    private static List<Shape> shapes(ShapeContext c, String align) {
        long[] range = Band.of(c, 1, align);
        Tensor rowCount = c.value(2);
        Tensor columnCount = c.value(3);
        Shape diagonal = c.shape(0);
        if (diagonal.hasRank() && diagonal.rank() == 0) {
            throw c.error("diagonal must be at least 1-dim, received shape: " + diagonal);
        }
        if (range == null || rowCount == null || columnCount == null || !diagonal.hasRank()) {
            return List.of(Shape.unknown());
        }
        boolean isSingle = range[0] == range[1];
        int own = isSingle ? 1 : 2;
        if (diagonal.rank() < own) {
            throw c.error("diagonal must be at least " + own + "-dim, received shape: " + diagonal);
        }
        long count = isSingle ? 1 : diagonal.dim(-2);
        if (count >= 0 && count != range[1] - range[0] + 1) {
            throw c.error("The number of diagonals provided in the input does not match the lower_diag_index and "
                    + "upper_diag_index range.");
        }
        long length = diagonal.dim(-1);
        Shape batch = diagonal.slice(0, diagonal.rank() - own);
        if (length < 0) {
            return List.of(batch.concat(Shape.unknown(2)));
        }
        long least = length - Math.min(range[1], 0);
        long leastColumns = length + Math.max(range[0], 0);
        long rows = rowCount.longValue();
        long columns = columnCount.longValue();
        if (rows != -1 && rows < least) {
            throw c.error("The number of rows is too small.");
        }
        if (columns != -1 && columns < leastColumns) {
            throw c.error("The number of columns is too small.");
        }
        if (rows == -1 && columns == -1) {
            rows = Math.max(least, leastColumns);
            columns = rows;
        }
        rows = rows == -1 ? least : rows;
        columns = columns == -1 ? leastColumns : columns;
        if (rows != least && columns != leastColumns) {
            throw c.error("The number of rows or columns is not consistent with the specified d_lower, d_upper, and "
                    + "diagonal.");
        }
        return List.of(batch.concat(Shape.of(rows, columns)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel(c, align);
    }

    private static Kernel kernel(KernelContext c, String align) {
        Shape shape = c.outputShape(0);
        Band band = Band.of(c, 1, (int) shape.dim(-2), (int) shape.dim(-1), align);
        int size = band.rows() * band.columns();
        int matrices = size == 0 ? 0 : shape.size() / size;
        int packed = band.count() * band.length();
        return (inputs, outputs) -> {
            Spread.run(inputs[4].array(), 0, outputs[0].array(), outputs[0].size());
            for (int i = 0; i < matrices; i++) {
                band.copy(outputs[0].array(), i * size, inputs[0].array(), i * packed, false);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output zero = Const.of(scope, 0, c.upstream(0).dtype());
        Output byDiagonal = scope.output(new MatrixDiagPartV3(align), c.upstream(0), c.input(1), zero);
        return Arrays.asList(byDiagonal, null, null, null, Band.rest(scope, c.upstream(0), byDiagonal));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(
                                new MatrixDiagV3("RIGHT_LEFT"),
                                new float[][] {{0, 8, 9}, {1, 2, 3}, {4, 5, 0}},
                                new int[] {-1, 1},
                                -1,
                                -1,
                                7f)
                        .gives((Object) new float[][] {{1, 8, 7}, {4, 2, 9}, {7, 5, 3}}),
                Sample.of(new MatrixDiagV3("RIGHT_LEFT"), new float[][] {{1, 2}, {3, 4}}, 1, -1, -1, 0f)
                        .gives((Object) new float[][][] {
                            {{0, 1, 0}, {0, 0, 2}, {0, 0, 0}}, {{0, 3, 0}, {0, 0, 4}, {0, 0, 0}}
                        }),
                Sample.of(new MatrixDiagV3("LEFT_RIGHT"), new float[] {1, 2}, -1, 3, 4, 9f)
                        .gives((Object) new float[][] {{9, 9, 9, 9}, {1, 9, 9, 9}, {9, 2, 9, 9}}),
                Sample.refused("Unknown alignment: LEFT", new MatrixDiagV3("LEFT"), new float[2], 0, -1, -1, 0f),
                Sample.refused(
                        "lower_diag_index must not be larger than upper_diag_index",
                        new MatrixDiagV3("RIGHT_LEFT"),
                        new float[2][2],
                        new int[] {1, 0},
                        -1,
                        -1,
                        0f),
                Sample.refused(
                        "The number of rows is too small", new MatrixDiagV3("RIGHT_LEFT"), new float[3], 0, 2, -1, 0f));
    }

    /** {@link MatrixDiagV3} whose shorter diagonals stand on the left. */
    @OpDef(
            inputs = {"diagonal: T", "k: int32", "num_rows: int32", "num_cols: int32", "padding_value: T"},
            outputs = "output: T",
            attrs = "T: type")
    public record MatrixDiagV2() implements ComplexOp.ByParts {
        /** Adds the operation; {@code k} is the number of a diagonal or of the lowest and the highest. */
        public static Output of(
                Scope scope, Operand diagonal, Operand k, Operand rows, Operand columns, Operand padding) {
            return scope.output(new MatrixDiagV2(), diagonal, k, rows, columns, padding);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return MatrixDiagV3.shapes(c, Band.LEFT);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return MatrixDiagV3.kernel(c, Band.LEFT);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Scope scope = c.scope();
            Output zero = Const.of(scope, 0, c.upstream(0).dtype());
            Output byDiagonal = scope.output(new MatrixDiagPartV3.MatrixDiagPartV2(), c.upstream(0), c.input(1), zero);
            return Arrays.asList(byDiagonal, null, null, null, Band.rest(scope, c.upstream(0), byDiagonal));
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.of(
                                    new MatrixDiagV2(),
                                    new float[][] {{8, 9, 0}, {1, 2, 3}, {4, 5, 0}},
                                    new int[] {-1, 1},
                                    3,
                                    3,
                                    0f)
                            .gives((Object) new float[][] {{1, 8, 0}, {4, 2, 9}, {0, 5, 3}}),
                    Sample.refused(
                            "The number of columns is too small", new MatrixDiagV2(), new float[3], 0, -1, 2, 0f));
        }
    }
}

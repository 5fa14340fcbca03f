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
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matrices with packed diagonals in the place of their own.
 *
 * @param align where shorter diagonals stand in their rows: {@code RIGHT_LEFT}, {@code LEFT_RIGHT}, {@code LEFT_LEFT} or {@code RIGHT_RIGHT}
 */
@OpDef(
        inputs = {"input: T", "diagonal: T", "k: int32"},
        outputs = "output: T",
        attrs = {"T: type", "align: string = 'RIGHT_LEFT'"})
public record MatrixSetDiagV3(String align) implements ComplexOp.ByParts {
    /** Adds the operation; {@code k} is the number of a diagonal or of the lowest and the highest. */
    public static Output of(Scope scope, Operand input, Operand diagonal, Operand k) {
        return scope.output(new MatrixSetDiagV3("RIGHT_LEFT"), input, diagonal, k);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return shapes(c, align);
    }

    private static List<Shape> shapes(ShapeContext c, String align) {
        long[] range = Band.of(c, 2, align);
        Shape input = c.shape(0);
        if (!input.hasRank()) {
            return List.of(input);
        }
        if (input.rank() < 2) {
            throw c.error("input must be at least 2-dim, received shape: " + input);
        }
        if (range != null) {
            Band.check(c, range, input.dim(-2), input.dim(-1));
        }
        Shape packed = Band.packed(input.slice(0, input.rank() - 2), range, input.dim(-2), input.dim(-1));
        if (!packed.isCompatibleWith(c.shape(1))) {
            throw c.error("diagonal must have the shape " + packed + ", not " + c.shape(1));
        }
        return List.of(input);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel(c, align);
    }

    private static Kernel kernel(KernelContext c, String align) {
        Shape shape = c.inputShape(0);
        Band band = Band.of(c, 2, (int) shape.dim(-2), (int) shape.dim(-1), align);
        int size = band.rows() * band.columns();
        int matrices = size == 0 ? 0 : shape.size() / size;
        int packed = band.count() * band.length();
        return (inputs, outputs) -> {
            outputs[0].copyFrom(inputs[0]);
            for (int i = 0; i < matrices; i++) {
                band.copy(outputs[0].array(), i * size, inputs[1].array(), i * packed, false);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output zero = Const.of(scope, 0, c.upstream(0).dtype());
        Output byDiagonal = scope.output(new MatrixDiagPartV3(align), c.upstream(0), c.input(2), zero);
        Output byInput = scope.output(this, c.upstream(0), ZerosLike.of(scope, c.input(1)), c.input(2));
        return Arrays.asList(byInput, byDiagonal, null);
    }

    static List<Sample> samples() {
        float[][] x = {{7, 7, 7, 7}, {7, 7, 7, 7}, {7, 7, 7, 7}};
        return List.of(
                Sample.of(new MatrixSetDiagV3("RIGHT_LEFT"), x, new float[] {1, 2, 3}, 1)
                        .gives((Object) new float[][] {{7, 1, 7, 7}, {7, 7, 2, 7}, {7, 7, 7, 3}}),
                Sample.of(
                                new MatrixSetDiagV3("RIGHT_LEFT"),
                                x,
                                new float[][] {{0, 9, 1}, {6, 5, 8}, {1, 2, 3}, {4, 5, 0}},
                                new int[] {-1, 2})
                        .gives((Object) new float[][] {{1, 6, 9, 7}, {4, 2, 5, 1}, {7, 5, 3, 8}}),
                Sample.refused(
                        "diagonal must have the shape [3], not [2]",
                        new MatrixSetDiagV3("RIGHT_LEFT"),
                        x,
                        new float[2],
                        1),
                Sample.refused(
                        "lower_diag_index is out of bound: -3",
                        new MatrixSetDiagV3("RIGHT_LEFT"),
                        x,
                        new float[1],
                        -3));
    }

    /** {@link MatrixSetDiagV3} whose shorter diagonals stand on the left. */
    @OpDef(
            inputs = {"input: T", "diagonal: T", "k: int32"},
            outputs = "output: T",
            attrs = "T: type")
    public record MatrixSetDiagV2() implements ComplexOp.ByParts {
        /** Adds the operation; {@code k} is the number of a diagonal or of the lowest and the highest. */
        public static Output of(Scope scope, Operand input, Operand diagonal, Operand k) {
            return scope.output(new MatrixSetDiagV2(), input, diagonal, k);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return MatrixSetDiagV3.shapes(c, Band.LEFT);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return MatrixSetDiagV3.kernel(c, Band.LEFT);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Scope scope = c.scope();
            Output zero = Const.of(scope, 0, c.upstream(0).dtype());
            Output byDiagonal = scope.output(new MatrixDiagPartV3.MatrixDiagPartV2(), c.upstream(0), c.input(2), zero);
            Output byInput = scope.output(this, c.upstream(0), ZerosLike.of(scope, c.input(1)), c.input(2));
            return Arrays.asList(byInput, byDiagonal, null);
        }

        static List<Sample> samples() {
            float[][] x = {{7, 7, 7, 7}, {7, 7, 7, 7}, {7, 7, 7, 7}};
            return List.of(
                    Sample.of(
                                    new MatrixSetDiagV2(),
                                    x,
                                    new float[][] {{9, 1, 0}, {6, 5, 8}, {1, 2, 3}, {4, 5, 0}},
                                    new int[] {-1, 2})
                            .gives((Object) new float[][] {{1, 6, 9, 7}, {4, 2, 5, 1}, {7, 5, 3, 8}}),
                    Sample.refused(
                            "diagonal must have the shape [3], not [2]", new MatrixSetDiagV2(), x, new float[2], 0));
        }
    }
}

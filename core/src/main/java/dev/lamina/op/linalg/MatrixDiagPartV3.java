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
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The diagonals of matrices, packed; {@code padding_value} where one is shorter than the longest.
 *
 * @param align where shorter diagonals stand in their rows: {@code RIGHT_LEFT}, {@code LEFT_RIGHT}, {@code LEFT_LEFT} or {@code RIGHT_RIGHT}
 */
@OpDef(
        inputs = {"input: T", "k: int32", "padding_value: T"},
        outputs = "diagonal: T",
        attrs = {"T: type", "align: string = 'RIGHT_LEFT'"})
public record MatrixDiagPartV3(String align) implements ComplexOp.ByParts {
    /** Adds the operation; {@code k} is the number of a diagonal or of the lowest and the highest. */
    public static Output of(Scope scope, Operand input, Operand k, Operand padding) {
        return scope.output(new MatrixDiagPartV3("RIGHT_LEFT"), input, k, padding);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return shapes(c, align);
    }

    private static List<Shape> shapes(ShapeContext c, String align) {
        long[] range = Band.of(c, 1, align);
        Shape input = c.shape(0);
        if (!input.hasRank()) {
            return List.of(Shape.unknown());
        }
        if (input.rank() < 2) {
            throw c.error("input must be at least 2-dim, received shape: " + input);
        }
        if (range != null) {
            Band.check(c, range, input.dim(-2), input.dim(-1));
        }
        return List.of(Band.packed(input.slice(0, input.rank() - 2), range, input.dim(-2), input.dim(-1)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return kernel(c, align);
    }

    private static Kernel kernel(KernelContext c, String align) {
        Shape shape = c.inputShape(0);
        Band band = Band.of(c, 1, (int) shape.dim(-2), (int) shape.dim(-1), align);
        int size = band.rows() * band.columns();
        int matrices = size == 0 ? 0 : shape.size() / size;
        int packed = band.count() * band.length();
        return (inputs, outputs) -> {
            Spread.run(inputs[2].array(), 0, outputs[0].array(), outputs[0].size());
            for (int i = 0; i < matrices; i++) {
                band.copy(inputs[0].array(), i * size, outputs[0].array(), i * packed, true);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output zeros = ZerosLike.of(scope, c.input(0));
        Output byInput = scope.output(new MatrixSetDiagV3(align), zeros, c.upstream(0), c.input(1));
        return Arrays.asList(byInput, null, Band.rest(scope, c.upstream(0), byInput));
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 8, 7, 6}};
        return List.of(
                Sample.of(new MatrixDiagPartV3("RIGHT_LEFT"), x, 1, 0f).gives((Object) new float[] {2, 7, 6}),
                Sample.of(new MatrixDiagPartV3("RIGHT_LEFT"), x, new int[] {-1, 2}, 0f)
                        .gives((Object) new float[][] {{0, 3, 8}, {2, 7, 6}, {1, 6, 7}, {5, 8, 0}}),
                Sample.of(new MatrixDiagPartV3("LEFT_RIGHT"), x, new int[] {-1, 2}, 0f)
                        .gives((Object) new float[][] {{3, 8, 0}, {2, 7, 6}, {1, 6, 7}, {0, 5, 8}}),
                Sample.rough(new MatrixDiagPartV3("LEFT_LEFT"), new int[][] {{1}, {2}}, new int[] {-1, 0}, 9)
                        .gives((Object) new int[][] {{1}, {2}}),
                Sample.refused("Unknown alignment: LEFT", new MatrixDiagPartV3("LEFT"), x, 0, 0f),
                Sample.refused("lower_diag_index is out of bound: 4", new MatrixDiagPartV3("RIGHT_LEFT"), x, 4, 0f),
                Sample.refused(
                        "input must be at least 2-dim", new MatrixDiagPartV3("RIGHT_LEFT"), new float[3], 0, 0f));
    }

    /** {@link MatrixDiagPartV3} whose shorter diagonals stand on the left. */
    @OpDef(
            inputs = {"input: T", "k: int32", "padding_value: T"},
            outputs = "diagonal: T",
            attrs = "T: type")
    public record MatrixDiagPartV2() implements ComplexOp.ByParts {
        /** Adds the operation; {@code k} is the number of a diagonal or of the lowest and the highest. */
        public static Output of(Scope scope, Operand input, Operand k, Operand padding) {
            return scope.output(new MatrixDiagPartV2(), input, k, padding);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return MatrixDiagPartV3.shapes(c, Band.LEFT);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return MatrixDiagPartV3.kernel(c, Band.LEFT);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Scope scope = c.scope();
            Output zeros = ZerosLike.of(scope, c.input(0));
            Output byInput = scope.output(new MatrixSetDiagV3.MatrixSetDiagV2(), zeros, c.upstream(0), c.input(1));
            return Arrays.asList(byInput, null, Band.rest(scope, c.upstream(0), byInput));
        }

        static List<Sample> samples() {
            float[][] x = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 8, 7, 6}};
            return List.of(
                    Sample.of(new MatrixDiagPartV2(), x, new int[] {-1, 2}, 0f).gives((Object)
                            new float[][] {{3, 8, 0}, {2, 7, 6}, {1, 6, 7}, {5, 8, 0}}),
                    Sample.refused(
                            "upper_diag_index is out of bound: 9", new MatrixDiagPartV2(), x, new int[] {0, 9}, 0f));
        }
    }
}

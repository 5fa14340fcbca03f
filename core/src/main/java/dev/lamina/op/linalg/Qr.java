package dev.lamina.op.linalg;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.matrix.Householder;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * The QR decomposition of each matrix in the last two axes: {@code input = q r}, the columns of q orthonormal, r upper
 * triangular. The signs of r's diagonal are those of Householder's reflections.
 *
 * <p>With P the smaller of the matrix's M rows and N columns, q is [M, P] and r is [P, N]. Every type is computed in
 * float64.
 *
 * @param fullMatrices whether q is [M, M] and r [M, N] instead
 */
@OpDef(
        inputs = "input: T",
        outputs = {"q: T", "r: T"},
        attrs = {"full_matrices: bool = false", "T: {double, float, half}"})
public record Qr(boolean fullMatrices) implements Op {
    /** Adds a decomposition into the smaller q and r. */
    public static List<Output> of(Scope scope, Operand input) {
        return scope.node(new Qr(false), List.of(input)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape input = c.shape(0);
        if (!input.hasRank()) {
            return List.of(Shape.unknown(), Shape.unknown());
        }
        int rank = input.rank();
        if (rank < 2) {
            throw c.error("Shape must be at least rank 2 but is rank " + rank);
        }
        long rows = input.dim(rank - 2);
        long columns = input.dim(rank - 1);
        long inner = fullMatrices ? rows : rows < 0 || columns < 0 ? -1 : Math.min(rows, columns);
        Shape batch = input.slice(0, rank - 2);
        return List.of(batch.concat(Shape.of(rows, inner)), batch.concat(Shape.of(inner, columns)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        int rows = (int) shape.dim(shape.rank() - 2);
        int columns = (int) shape.dim(shape.rank() - 1);
        int inner = (int) c.outputShape(0).dim(shape.rank() - 1);
        int matrices = shape.slice(0, shape.rank() - 2).size();
        Householder householder = new Householder(rows, columns);
        Buffer x = c.workspace(DType.FLOAT64, shape);
        Buffer q = c.workspace(DType.FLOAT64, c.outputShape(0));
        Buffer r = c.workspace(DType.FLOAT64, c.outputShape(1));
        return (inputs, outputs) -> {
            Conversion.run(inputs[0], x, 0, x.size());
            for (int i = 0; i < matrices; i++) {
                householder.reduce(x.doubles(), i * rows * columns);
                householder.orthogonal(q.doubles(), i * rows * inner, inner);
                householder.triangular(r.doubles(), i * inner * columns, inner);
            }
            Conversion.run(q, outputs[0], 0, q.size());
            Conversion.run(r, outputs[1], 0, r.size());
        };
    }

    static List<Sample> samples() {
        float[][] tall = {{3, 1}, {4, 2}, {0, 2}};
        double[][] wide = {{3, 1, 2}, {4, 2, -1}};
        return List.of(
                Sample.rough(new Qr(false), (Object) tall)
                        .gives(
                                new float[][] {{-0.6f, 0.1568929f}, {-0.8f, -0.1176697f}, {0, -0.9805807f}},
                                new float[][] {{-5, -2.2f}, {0, -2.0396078f}}),
                Sample.rough(new Qr(false), (Object) wide)
                        .gives(
                                new double[][] {{-0.6, -0.8}, {-0.8, 0.6}},
                                new double[][] {{-5, -2.2, -0.4}, {0, 0.4, -2.2}}),
                Sample.rough(new Qr(true), (Object) new float[][] {{3}, {4}})
                        .gives(new float[][] {{-0.6f, -0.8f}, {-0.8f, 0.6f}}, new float[][] {{-5}, {0}}),
                Sample.rough(new Qr(false), (Object) new float[][][] {{{2}}, {{0}}, {{-3}}})
                        .gives(new float[][][] {{{1}}, {{1}}, {{1}}}, new float[][][] {{{2}}, {{0}}, {{-3}}}),
                Sample.rough(new Qr(false), Tensor.zeros(DType.FLOAT32, Shape.of(0, 2)))
                        .gives(
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 0)),
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))),
                Sample.refused("Shape must be at least rank 2 but is rank 1", new Qr(false), (Object) new float[3]));
    }
}

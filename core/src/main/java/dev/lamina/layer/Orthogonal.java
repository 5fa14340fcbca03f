package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.StridedSlice;
import dev.lamina.op.linalg.Qr;
import dev.lamina.op.math.Sign;
import dev.lamina.op.random.RandomStandardNormal;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A random orthogonal matrix: q of the QR decomposition of normal numbers, each column with the sign of r's diagonal, so
 * that all orthogonal matrices are equally likely. It is computed in the graph as TensorFlow does it, so the seed alone
 * determines it and no file has to carry it.
 *
 * @see <a href="https://arxiv.org/abs/1312.6120">Saxe et al. 2013</a>
 */
record Orthogonal(float gain) implements Initializer {
    @Override
    public Output of(Scope scope, DType dtype, Shape shape) {
        if (shape.rank() < 2) {
            throw new InvalidArgumentException(
                    "The tensor to initialize must be at least two-dimensional, but is of shape " + shape);
        }
        int columns = shape.slice(shape.rank() - 1, shape.rank()).size();
        int rows = shape.slice(0, shape.rank() - 1).size();
        int longer = Math.max(rows, columns);
        int shorter = Math.min(rows, columns);
        Scope own = scope.nested("orthogonal");
        Output normal = RandomStandardNormal.of(own, Const.of(own.named("shape"), new int[] {longer, shorter}), dtype);
        List<Output> parts = Qr.of(own, normal);
        Output matrix = Mul.of(own, parts.get(0), Sign.of(own, diagonal(own, parts.get(1), shorter)));
        Output turned = rows < columns ? Transpose.of(own, matrix, 1, 0) : matrix;
        int[] dims = LongStream.of(shape.dims()).mapToInt(Math::toIntExact).toArray();
        Output whole = Reshape.of(own, turned, dims);
        return Mul.of(own.named("gain"), Const.of(own.named("gain_value"), gain, dtype), whole);
    }

    /** Element i of the diagonal is element i · (n + 1) of the rows laid end to end. */
    private static Output diagonal(Scope own, Output square, int n) {
        Output flat = Reshape.of(own, square, n * n);
        return StridedSlice.of(
                own,
                flat,
                Const.of(own.named("begin"), new int[] {0}),
                Const.of(own.named("end"), new int[] {n * n}),
                Const.of(own.named("stride"), new int[] {n + 1}));
    }
}

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
import dev.lamina.op.complex.Conj;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product of two matrices, {@code a b}, of shapes [m, k] and [k, n].
 *
 * <p>Each element of a float product is one chain of fused multiply-adds over ascending k.
 *
 * @param transposeA whether the first is given transposed, as [k, m]
 * @param transposeB whether the second is given transposed, as [n, k]
 */
@OpDef(
        inputs = {"a: T", "b: T"},
        outputs = "product: T",
        attrs = {
            "transpose_a: bool = false",
            "transpose_b: bool = false",
            "T: {bfloat16, half, float, double, int32, int64, uint8, complex64, complex128}"
        })
public record MatMul(boolean transposeA, boolean transposeB) implements ComplexOp.Product {
    /** Adds a product. */
    public static Output of(Scope scope, Operand a, Operand b) {
        return of(scope, a, b, false, false);
    }

    /** Adds a product of matrices that may be given transposed. */
    public static Output of(Scope scope, Operand a, Operand b, boolean transposeA, boolean transposeB) {
        return scope.output(new MatMul(transposeA, transposeB), a, b);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape a = c.withRank(0, 2, "In[0]");
        Shape b = c.withRank(1, 2, "In[1]");
        long left = a.dim(transposeA ? 0 : 1);
        long right = b.dim(transposeB ? 1 : 0);
        if (left >= 0 && right >= 0 && left != right) {
            throw c.error("Matrix size-incompatible: In[0]: " + a + ", In[1]: " + b);
        }
        return List.of(Shape.of(a.dim(transposeA ? 1 : 0), b.dim(transposeB ? 0 : 1)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (!Products.has(c.inputType(0))) {
            return Widened.of(c, this::kernel);
        }
        Products product = new Products(transposeA, transposeB, c.inputShape(0), c.inputShape(1));
        return c.inputType(0) == DType.FLOAT32
                ? new FinishingProduct(product)
                : (inputs, outputs) -> product.run(inputs[0], 0, inputs[1], 0, outputs[0], 0);
    }

    /** Matrices are transposed without conjugation. */
    @Override
    public boolean conjugates(int operand) {
        return false;
    }

    @Override
    public long arithmetic(KernelContext c) {
        return 2 * c.outputShape(0).elements() * c.inputShape(0).dim(transposeA ? 0 : 1);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output g = c.upstream(0);
        Output a = Conj.ofAny(scope, c.input(0));
        Output b = Conj.ofAny(scope, c.input(1));
        Output byA = transposeA ? of(scope, b, g, transposeB, true) : of(scope, g, b, false, !transposeB);
        Output byB = transposeB ? of(scope, g, a, true, transposeA) : of(scope, a, g, !transposeA, false);
        return List.of(byA, byB);
    }

    static List<Sample> samples() {
        float[][] a = {{1, 2, 3}, {4, 5, 6}};
        float[][] b = {{1, 0}, {2, 1}, {-1, 0.5f}};
        Object product = new float[][] {{2, 3.5f}, {8, 8}};
        float[][] at = {{1, 4}, {2, 5}, {3, 6}};
        float[][] bt = {{1, 2, -1}, {0, 1, 0.5f}};
        return List.of(
                Sample.of(new MatMul(false, false), a, b).gives(product),
                Sample.of(new MatMul(true, false), at, b).gives(product),
                Sample.of(new MatMul(false, true), a, bt).gives(product),
                Sample.of(new MatMul(true, true), at, bt).gives(product),
                Sample.of(new MatMul(false, false), new double[][] {{2}}, new double[][] {{3, 4}})
                        .gives((Object) new double[][] {{6, 8}}),
                Sample.rough(new MatMul(true, true), new int[][] {{1}, {2}}, new int[][] {{3, 4}, {5, 6}})
                        .gives((Object) new int[][] {{11, 17}}),
                Sample.rough(new MatMul(false, false), new float[2][0], Tensor.wrap(new float[0], 0, 3))
                        .gives((Object) new float[2][3]),
                Sample.refused("Matrix size-incompatible: In[0]: [2,3], In[1]: [2,3]", new MatMul(false, false), a, a),
                Sample.refused("must have rank 2", new MatMul(false, false), new float[3], b),
                Sample.of(
                                new MatMul(false, true),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, 1, 0, 2}, Shape.of(1, 2)),
                                Tensor.wrap(DType.COMPLEX64, new float[] {2, 0, 1, -1}, Shape.of(1, 2)))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {4, 4}, Shape.of(1, 1))));
    }
}

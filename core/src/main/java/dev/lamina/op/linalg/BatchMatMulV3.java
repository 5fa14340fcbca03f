package dev.lamina.op.linalg;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link BatchMatMulV2}, of matrices of two types that give a third one, in which the products are computed.
 *
 * @param tout the type of the products
 * @param adjX whether the matrices of x are given transposed
 * @param adjY whether the matrices of y are given transposed
 * @param gradX whether x is a gradient; it changes nothing
 * @param gradY whether y is a gradient; it changes nothing
 */
@OpDef(
        inputs = {"x: Ta", "y: Tb"},
        outputs = "output: Tout",
        attrs = {
            "Ta: {bfloat16, half, float, double, uint8, int8, int16, int32, int64}",
            "Tb: {bfloat16, half, float, double, uint8, int8, int16, int32, int64}",
            "Tout: {bfloat16, half, float, double, int16, int32, int64}",
            "adj_x: bool = false",
            "adj_y: bool = false",
            "grad_x: bool = false",
            "grad_y: bool = false"
        })
public record BatchMatMulV3(DType tout, boolean adjX, boolean adjY, boolean gradX, boolean gradY) implements Op {
    /** Adds products of matrices that may be given transposed. */
    public static Output of(Scope scope, Operand x, Operand y, DType tout, boolean adjX, boolean adjY) {
        return scope.output(new BatchMatMulV3(tout, adjX, adjY, false, false), x, y);
    }

    private BatchMatMulV2 ofOneType() {
        return new BatchMatMulV2(adjX, adjY);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return ofOneType().shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (c.inputType(0) == tout && c.inputType(1) == tout) {
            return ofOneType().kernel(c);
        }
        DType wide = Products.has(tout) ? tout : tout.isFloating() ? DType.FLOAT32 : DType.INT32;
        Buffer[] operands = {c.workspace(wide, c.inputShape(0)), c.workspace(wide, c.inputShape(1))};
        Buffer[] product = {c.workspace(wide, c.outputShape(0))};
        Kernel products = ofOneType().products(c);
        return (inputs, outputs) -> {
            for (int i = 0; i < operands.length; i++) {
                Conversion.run(inputs[i], operands[i], 0, operands[i].size());
            }
            products.run(operands, product);
            Conversion.run(product[0], outputs[0], 0, product[0].size());
        };
    }

    @Override
    public long arithmetic(KernelContext c) {
        return ofOneType().arithmetic(c);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        if (c.input(0).dtype() != tout || c.input(1).dtype() != tout) {
            throw c.notDifferentiable();
        }
        return ofOneType().gradient(c);
    }

    private static BatchMatMulV3 to(DType type, boolean adjX, boolean adjY) {
        return new BatchMatMulV3(type, adjX, adjY, false, false);
    }

    private static Tensor bytes(int... row) {
        return Tensor.of(new int[][] {row}, DType.INT8);
    }

    static List<Sample> samples() {
        float[][][] x = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
        float[][] one = {{0, 1}, {1, 0}};
        return List.of(
                Sample.of(to(DType.FLOAT32, false, false), x, one).gives((Object) new float[][][] {
                    {{2, 1}, {4, 3}}, {{6, 5}, {8, 7}}
                }),
                Sample.of(to(DType.FLOAT64, true, false), new double[][] {{1}, {2}}, new double[][] {{3}, {4}})
                        .gives((Object) new double[][] {{11}}),
                Sample.rough(to(DType.INT32, false, true), bytes(100, 2), bytes(100, 4))
                        .gives((Object) new int[][] {{10008}}),
                Sample.rough(to(DType.FLOAT32, false, false), one, new double[][] {{3}, {4}})
                        .gives((Object) new float[][] {{4}, {3}}),
                Sample.refused("ndims must be >= 2", to(DType.FLOAT32, false, false), new float[2], one),
                Sample.refused("Matrix size-incompatible", to(DType.FLOAT32, false, false), one, new float[3][2]));
    }
}

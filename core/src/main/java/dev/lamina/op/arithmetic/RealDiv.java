package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x / y}, broadcasting, of floating-point numbers. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs =
                "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64, complex64, complex128}")
public record RealDiv() implements BinaryOp, ComplexOp.Binary {
    /** Adds a division. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new RealDiv(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Div div = new Div();
        return NumberKernel.of(
                c, false, RealDiv::number, () -> Elementwise.binary(c, div::floats, div::doubles, null, null));
    }

    private static void number(float[] x, float number, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] / number;
        }
    }

    @Override
    public void complexes(double[] a, double[] b, double[] y, int n) {
        Division.complexes(a, b, y, n);
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return Division.gradients(scope, x, y, dz);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new RealDiv(), new float[] {1, 2, 3}, new float[] {2, -4, 1.5f})
                        .gives(new float[] {0.5f, -0.5f, 2}),
                Sample.of(new RealDiv(), new float[] {1, 2}, new float[][] {{1}, {2}})
                        .gives((Object) new float[][] {{1, 2}, {0.5f, 1}}),
                Sample.rough(new RealDiv(), new float[] {1, -1, 0}, 0f)
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN}),
                Sample.refused("is not defined for type int32", new RealDiv(), new int[] {1}, new int[] {2}),
                Sample.of(
                                new RealDiv(),
                                Tensor.wrap(DType.COMPLEX64, new float[] {-2, 1, 8, 4}, Shape.of(2)),
                                Tensor.wrap(DType.COMPLEX64, new float[] {0, 1, 2, 2}, Shape.of(2)))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {1, 2, 3, -1}, Shape.of(2))));
    }
}

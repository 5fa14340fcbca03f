package dev.lamina.op.logic;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.elementary.CompareFloat;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x != y}, broadcasting; of any type with elements to compare. NaN equals nothing.
 *
 * @param incompatibleShapeError whether shapes that do not broadcast are an error; if not, the result is then the
 *     single value true
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: bool",
        attrs = {"T: type", "incompatible_shape_error: bool = true"})
public record NotEqual(boolean incompatibleShapeError) implements ComplexOp.Binary {
    /** Adds a comparison of tensors whose shapes broadcast. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new NotEqual(true), x, y);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Equality.shapes(c, incompatibleShapeError);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (Equality.isIncompatible(c)) {
            return (inputs, outputs) -> outputs[0].bytes()[0] = 1;
        }
        return switch (c.inputType(0)) {
            case BOOL -> Elementwise.logical(c, NotEqual::bytes);
            case STRING -> Equality.strings(c, false);
            default ->
                Elementwise.compare(c, CompareFloat::notEqual, NotEqual::doubles, NotEqual::ints, NotEqual::longs);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    @Override
    public Kernel complexKernel(KernelContext c) {
        return Equality.isIncompatible(c) ? kernel(c) : ComplexOp.Binary.super.complexKernel(c);
    }

    @Override
    public void complexes(double[] a, double[] b, double[] y, int n) {
        for (int k = 0; k < n; k++) {
            boolean isSame = a[2 * k] == b[2 * k] && a[2 * k + 1] == b[2 * k + 1];
            y[k] = isSame ? 0 : 1;
        }
    }

    private static void bytes(byte[] a, byte[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (a[k] ^ b[k]);
        }
    }

    private static void doubles(double[] a, double[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (a[k] != b[k] ? 1 : 0);
        }
    }

    private static void ints(int[] a, int[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (a[k] != b[k] ? 1 : 0);
        }
    }

    private static void longs(long[] a, long[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = (byte) (a[k] != b[k] ? 1 : 0);
        }
    }

    static List<Sample> samples() {
        NotEqual op = new NotEqual(true);
        return List.of(
                Sample.rough(
                                op,
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, 2, 3, -1}, Shape.of(2)),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, 2, 3, 1}, Shape.of(2)))
                        .gives(new boolean[] {false, true}),
                Sample.rough(op, new float[] {1, 2, 3}, new float[] {1, 0, 3})
                        .gives(new boolean[] {false, true, false}),
                Sample.rough(op, new int[][] {{1}, {2}}, new int[] {1, 2}).gives((Object)
                        new boolean[][] {{false, true}, {true, false}}),
                Sample.rough(op, new float[] {Float.NaN, 0, Float.POSITIVE_INFINITY}, new float[] {
                            Float.NaN, -0f, Float.POSITIVE_INFINITY
                        })
                        .gives(new boolean[] {true, false, false}),
                Sample.rough(op, new boolean[] {true, false, false}, new boolean[] {true, true, false})
                        .gives(new boolean[] {false, true, false}),
                Sample.rough(op, new String[] {"a", "b"}, "a").gives(new boolean[] {false, true}),
                Sample.rough(op, new byte[] {-1, 1}, new byte[] {-1, 2}).gives(new boolean[] {false, true}),
                Sample.rough(new NotEqual(false), new float[2], new float[3]).gives(true),
                Sample.refused("Incompatible shapes: [2] vs. [3]", op, new float[2], new float[3]));
    }
}

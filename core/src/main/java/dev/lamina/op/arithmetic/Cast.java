package dev.lamina.op.arithmetic;

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
import dev.lamina.op.kernel.CastKernel;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input's elements converted to another type: floating point to integer truncates toward zero, integers wrap,
 * anything to bool is "not zero"; of a complex number the real part is taken for what is not complex.
 *
 * @param dstT the type to convert to
 * @param truncate whether floating point loses the bits that do not fit, instead of being rounded to nearest
 */
@OpDef(
        inputs = "x: SrcT",
        outputs = "y: DstT",
        attrs = {"SrcT: type", "DstT: type", "Truncate: bool = false"})
public record Cast(DType dstT, boolean truncate) implements ComplexOp.Alike {
    /** Adds a conversion. */
    public static Output of(Scope scope, Operand x, DType dtype) {
        return scope.output(new Cast(dtype, false), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        DType from = c.type(0);
        if (from != dstT && (!isNumeric(from) || !isNumeric(dstT))) {
            throw c.error("Cast " + from.tensorFlowName() + " to " + dstT.tensorFlowName() + " is not supported");
        }
        return c.sameAsInput();
    }

    private static boolean isNumeric(DType type) {
        return type != DType.STRING && !type.isOpaque();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int lost = Truncation.bits(c.inputType(0)) - Truncation.bits(dstT);
        if (truncate && c.inputType(0).isFloating() && dstT.isFloating() && lost > 0) {
            return new Truncation(c, lost);
        }
        return new CastKernel(c.outputShape(0).size());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        DType from = c.input(0).dtype();
        return from.isDifferentiable() && dstT.isDifferentiable()
                ? List.of(of(c.scope(), c.upstream(0), from))
                : c.none();
    }

    static List<Sample> samples() {
        float[] x = {1.75f, -1.75f, 0, 300};
        return List.of(
                Sample.of(new Cast(DType.FLOAT64, false), new float[] {1.5f, -2})
                        .gives((Object) new double[] {1.5, -2}),
                Sample.of(new Cast(DType.FLOAT32, false), new float[] {1, 2}).gives((Object) new float[] {1, 2}),
                Sample.rough(new Cast(DType.INT32, false), x).gives((Object) new int[] {1, -1, 0, 300}),
                Sample.rough(new Cast(DType.INT8, false), new int[] {300, -129}).gives((Object) new byte[] {44, 127}),
                Sample.rough(new Cast(DType.BOOL, false), x).gives((Object) new boolean[] {true, true, false, true}),
                Sample.rough(new Cast(DType.FLOAT32, false), (Object) new boolean[] {true, false})
                        .gives((Object) new float[] {1, 0}),
                Sample.rough(new Cast(DType.FLOAT16, false), new float[] {65519, 65520})
                        .gives(Tensor.of(new float[] {65504, Float.POSITIVE_INFINITY}, DType.FLOAT16)),
                Sample.rough(new Cast(DType.BFLOAT16, true), new float[] {1 + 0x1p-7f + 0x1p-8f, Float.NaN})
                        .gives(Tensor.of(new float[] {1 + 0x1p-7f, Float.NaN}, DType.BFLOAT16)),
                Sample.refused("Cast string to float is not supported", new Cast(DType.FLOAT32, false), "1"),
                Sample.of(new Cast(DType.COMPLEX64, false), new float[] {1, -2})
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {1, 0, -2, 0}, Shape.of(2))),
                Sample.of(
                                new Cast(DType.FLOAT32, false),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, 5, -2, 3}, Shape.of(2)))
                        .gives((Object) new float[] {1, -2}),
                Sample.of(
                                new Cast(DType.COMPLEX128, false),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, 5}, Shape.of(1)))
                        .gives(Tensor.wrap(DType.COMPLEX128, new double[] {1, 5}, Shape.of(1))),
                Sample.rough(
                                new Cast(DType.INT32, false),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1.75f, 5, -2, 3}, Shape.of(2)))
                        .gives((Object) new int[] {1, -2}));
    }
}

package dev.lamina.op.index;

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
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of {@link StridedSlice}: {@code dy} put where the slice took it from, in zeros of the given shape. The
 * attributes are those of the slice.
 */
@OpDef(
        inputs = {"shape: Index", "begin: Index", "end: Index", "strides: Index", "dy: T"},
        outputs = "output: T",
        attrs = {
            "T: type",
            "Index: {int32, int64}",
            "begin_mask: int = 0",
            "end_mask: int = 0",
            "ellipsis_mask: int = 0",
            "new_axis_mask: int = 0",
            "shrink_axis_mask: int = 0"
        })
public record StridedSliceGrad(long beginMask, long endMask, long ellipsisMask, long newAxisMask, long shrinkAxisMask)
        implements ComplexOp.ByParts {
    /** Adds the gradient of a slice without masks. */
    public static Output of(Scope scope, Operand shape, Operand begin, Operand end, Operand strides, Operand dy) {
        return scope.output(new StridedSliceGrad(0, 0, 0, 0, 0), shape, begin, end, strides, dy);
    }

    private StridedSpec.Masks masks() {
        return new StridedSpec.Masks(beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape whole = Integers.wantedShape(c, 0);
        Tensor begin = c.value(1);
        Tensor end = c.value(2);
        Tensor strides = c.value(3);
        if (whole.isFullyDefined() && begin != null && end != null && strides != null) {
            Shape part = StridedSpec.of(c::error, whole, begin.size(), masks(), begin, end, strides)
                    .result();
            if (!part.isCompatibleWith(c.shape(4))) {
                throw c.error("shape of dy was " + c.shape(4) + " instead of " + part);
            }
        }
        return List.of(whole);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape whole = c.outputShape(0);
        StridedSpec spec =
                StridedSpec.of(c::error, whole, c.value(1).size(), masks(), c.value(1), c.value(2), c.value(3));
        Shape selection = spec.selection();
        StridedCopy copy = new StridedCopy(Strides.dims(selection), Strides.of(selection), spec.stridesIn(whole));
        int offset = spec.offset(whole);
        Object zero = c.outputType(0).newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            copy.run(inputs[4].array(), 0, outputs[0].array(), offset);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Op op = new StridedSlice(beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
        Output by = c.scope().output(op, c.upstream(0), c.input(1), c.input(2), c.input(3));
        return Arrays.asList(null, null, null, null, by);
    }

    static List<Sample> samples() {
        int[] shape = {2, 3};
        int[] zero = {0, 0};
        return List.of(
                Sample.of(new StridedSliceGrad(0, 0, 0, 0, 0), shape, zero, shape, new int[] {1, 2}, new float[][] {
                            {1, 2}, {3, 4}
                        })
                        .gives((Object) new float[][] {{1, 0, 2}, {3, 0, 4}}),
                Sample.of(new StridedSliceGrad(3, 3, 0, 0, 0), shape, zero, zero, new int[] {-1, -2}, new float[][] {
                            {6, 4}, {3, 1}
                        })
                        .gives((Object) new float[][] {{1, 0, 3}, {4, 0, 6}}),
                Sample.refused(
                        "shape of dy was [2] instead of [2,2]",
                        new StridedSliceGrad(0, 0, 0, 0, 0),
                        shape,
                        zero,
                        shape,
                        new int[] {1, 2},
                        new float[2]));
    }
}

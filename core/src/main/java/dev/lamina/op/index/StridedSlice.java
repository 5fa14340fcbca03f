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
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code input[begin:end:strides]}, as Python's slices do it: negative indices count from the end, ranges are cut to
 * the axis, and strides may be negative. Bit i of each mask speaks of entry i of begin, end and strides.
 *
 * @param beginMask where the range begins at the very beginning (at the end, if the stride is negative)
 * @param endMask where it goes to the very end
 * @param ellipsisMask the entry, at most one, that stands for as many whole axes as are left
 * @param newAxisMask entries that add an axis of extent 1
 * @param shrinkAxisMask entries that pick the one index {@code begin} and drop the axis
 */
@OpDef(
        inputs = {"input: T", "begin: Index", "end: Index", "strides: Index"},
        outputs = "output: T",
        attrs = {
            "T: type",
            "Index: {int16, int32, int64}",
            "begin_mask: int = 0",
            "end_mask: int = 0",
            "ellipsis_mask: int = 0",
            "new_axis_mask: int = 0",
            "shrink_axis_mask: int = 0"
        })
public record StridedSlice(long beginMask, long endMask, long ellipsisMask, long newAxisMask, long shrinkAxisMask)
        implements ComplexOp.ByParts {
    /** Adds a slice without masks at a place that is computed. */
    public static Output of(Scope scope, Operand input, Operand begin, Operand end, Operand strides) {
        return scope.output(new StridedSlice(0, 0, 0, 0, 0), input, begin, end, strides);
    }

    /** The elements {@code from} (inclusive) to {@code to} (exclusive) along the first axis; {@code null}: to the end. */
    static Output range(Scope scope, Operand input, Operand from, @Nullable Operand to) {
        Output begin = Reshape.of(scope, from, 1);
        Output end = to == null ? begin : Reshape.of(scope, to, 1);
        Output one = OnesLike.of(scope, begin);
        return scope.output(new StridedSlice(0, to == null ? 1 : 0, 0, 0, 0), input, begin, end, one);
    }

    /** The element (or row) at an index, which may be negative, along the first axis. */
    static Output element(Scope scope, Operand input, Operand index) {
        Output begin = Reshape.of(scope, index, 1);
        return scope.output(new StridedSlice(0, 0, 0, 0, 1), input, begin, begin, OnesLike.of(scope, begin));
    }

    private StridedSpec.Masks masks() {
        return new StridedSpec.Masks(beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Tensor begin = c.value(1);
        Tensor end = c.value(2);
        Tensor strides = c.value(3);
        Shape entries = c.withRank(1, 1, "begin");
        for (int input = 2; input < 4; input++) {
            Shape other = c.withRank(input, 1, input == 2 ? "end" : "strides");
            if (!entries.isCompatibleWith(other)) {
                throw c.error("Expected begin, end, and strides to be 1D equal size tensors");
            }
            entries = entries.merge(other);
        }
        if (!c.shape(0).hasRank() || !entries.isFullyDefined()) {
            return List.of(Shape.unknown());
        }
        return List.of(StridedSpec.of(c::error, c.shape(0), (int) entries.dim(0), masks(), begin, end, strides)
                .result());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        StridedSpec spec =
                StridedSpec.of(c::error, shape, c.value(1).size(), masks(), c.value(1), c.value(2), c.value(3));
        Shape selection = spec.selection();
        StridedCopy copy = new StridedCopy(Strides.dims(selection), spec.stridesIn(shape), Strides.of(selection));
        int offset = spec.offset(shape);
        return (inputs, outputs) -> copy.run(inputs[0].array(), offset, outputs[0].array(), 0);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        DType index = c.input(1).dtype() == DType.INT64 ? DType.INT64 : DType.INT32;
        List<Output> spec = IntStream.range(1, 4)
                .mapToObj(c::input)
                .map(input -> input.dtype() == index ? input : Cast.of(c.scope(), input, index))
                .toList();
        Output whole = c.scope().output(new dev.lamina.op.array.Shape(index), c.input(0));
        Op op = new StridedSliceGrad(beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
        Output by = c.scope().output(op, whole, spec.get(0), spec.get(1), spec.get(2), c.upstream(0));
        return Arrays.asList(by, null, null, null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        int[] zero = {0, 0};
        int[] one = {1, 1};
        return List.of(
                Sample.of(new StridedSlice(0, 0, 0, 0, 0), x, zero, new int[] {2, 3}, new int[] {1, 2})
                        .gives((Object) new float[][] {{1, 3}, {4, 6}}),
                Sample.of(new StridedSlice(3, 3, 0, 0, 0), x, zero, zero, new int[] {-1, -2})
                        .gives((Object) new float[][] {{6, 4}, {3, 1}}),
                Sample.of(new StridedSlice(0, 0, 0, 0, 1), x, new int[] {-1}, new int[] {0}, new int[] {1})
                        .gives((Object) new float[] {4, 5, 6}),
                Sample.of(new StridedSlice(0, 0, 1, 0, 2), x, new long[] {0, 1}, new long[] {0, 2}, new long[] {1, 1})
                        .gives((Object) new float[] {2, 5}),
                Sample.of(new StridedSlice(0, 2, 0, 1, 0), x, new int[] {0, 1}, zero, one)
                        .gives((Object) new float[][][] {{{4, 5, 6}}}),
                Sample.rough(
                                new StridedSlice(0, 0, 0, 0, 0),
                                new int[] {1, 2, 3, 4},
                                new int[] {-3},
                                new int[] {100},
                                new int[] {1})
                        .gives((Object) new int[] {2, 3, 4}),
                Sample.rough(
                                new StridedSlice(0, 0, 0, 0, 0),
                                new int[] {1, 2, 3, 4},
                                new int[] {3},
                                new int[] {1},
                                new int[] {1})
                        .gives((Object) new int[0]),
                Sample.refused(
                        "slice index 2 of dimension 0 out of bounds",
                        new StridedSlice(0, 0, 0, 0, 1),
                        x,
                        new int[] {2},
                        new int[] {3},
                        new int[] {1}),
                Sample.refused(
                        "strides[0] must be non-zero",
                        new StridedSlice(0, 0, 0, 0, 0),
                        x,
                        new int[] {0},
                        new int[] {1},
                        new int[] {0}),
                Sample.refused(
                        "Index out of range using input dim 2; input has only 2 dims",
                        new StridedSlice(0, 0, 0, 0, 0),
                        x,
                        new int[3],
                        new int[] {1, 1, 1},
                        new int[] {1, 1, 1}));
    }
}

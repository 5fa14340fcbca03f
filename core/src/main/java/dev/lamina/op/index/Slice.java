package dev.lamina.op.index;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the input that begins at {@code begin} and has shape {@code size}; a size of -1 takes all that is left. */
@OpDef(
        inputs = {"input: T", "begin: Index", "size: Index"},
        outputs = "output: T",
        attrs = {"T: type", "Index: {int32, int64}"})
public record Slice() implements ComplexOp.ByParts {
    /** Adds a slice at a place that is computed. */
    public static Output of(Scope scope, Operand input, Operand begin, Operand size) {
        return scope.output(new Slice(), input, begin, size);
    }

    /** Adds a slice. */
    public static Output of(Scope scope, Operand input, int[] begin, int[] size) {
        return of(scope, input, Const.of(scope.named("begin"), begin), Const.of(scope.named("size"), size));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape entries = c.withRank(1, 1, "begin").merge(c.withRank(2, 1, "size"));
        Shape shape = c.shape(0);
        if (entries.isFullyDefined() && !shape.isCompatibleWith(Shape.unknown((int) entries.dim(0)))) {
            throw c.error("Expected begin and size arguments to be 1-D tensors of size " + shape.rank());
        }
        if (!shape.hasRank()) {
            shape = entries.isFullyDefined() ? Shape.unknown((int) entries.dim(0)) : shape;
        }
        Tensor size = c.peek(2);
        if (!shape.hasRank() || size == null) {
            return List.of(shape.hasRank() ? Shape.unknown(shape.rank()) : shape);
        }
        Tensor begin = c.peek(1);
        long[] sizes = Integers.of(size);
        for (int axis = 0; axis < sizes.length; axis++) {
            long dim = shape.dim(axis);
            long first = begin == null ? -1 : begin.buffer().asLong(axis);
            if (begin != null && (first < 0 || (dim >= 0 && first > dim))) {
                throw c.error("Expected begin[" + axis + "] in [0, " + dim + "], but got " + first);
            }
            long most = dim < 0 || begin == null ? dim : dim - first;
            if (sizes[axis] < -1 || (dim >= 0 && sizes[axis] > most)) {
                throw c.error("Expected size[" + axis + "] in [0, " + most + "], but got " + sizes[axis]);
            }
            sizes[axis] = sizes[axis] >= 0 ? sizes[axis] : begin == null ? -1 : most;
        }
        return List.of(Shape.of(sizes));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int[] whole = Strides.dims(c.inputShape(0));
        int[] part = Strides.dims(c.outputShape(0));
        int[] strides = Strides.of(c.inputShape(0));
        StridedCopy copy = new StridedCopy(part, strides, Strides.of(c.outputShape(0)));
        return (inputs, outputs) -> {
            int offset = 0;
            for (int axis = 0; axis < whole.length; axis++) {
                long begin = inputs[1].asLong(axis);
                if (begin < 0 || begin > whole[axis] - part[axis]) {
                    throw c.error("Expected begin[" + axis + "] in [0, " + (whole[axis] - part[axis]) + "], but got "
                            + begin);
                }
                offset += (int) begin * strides[axis];
            }
            copy.run(inputs[0].array(), offset, outputs[0].array(), 0);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output begin = c.input(1);
        Output extent = scope.output(new dev.lamina.op.array.Shape(begin.dtype()), c.output(0));
        Output whole = scope.output(new dev.lamina.op.array.Shape(begin.dtype()), c.input(0));
        Output end = Add.of(scope, begin, extent);
        Output ones = OnesLike.of(scope, begin);
        Output by = StridedSliceGrad.of(scope, whole, begin, end, ones, c.upstream(0));
        return Arrays.asList(by, null, null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        return List.of(
                Sample.of(new Slice(), x, new int[] {0, 1}, new int[] {2, 2}).gives((Object)
                        new float[][] {{2, 3}, {5, 6}}),
                Sample.of(new Slice(), x, new long[] {1, 0}, new long[] {-1, 1}).gives((Object) new float[][] {{4}}),
                Sample.rough(new Slice(), new String[] {"a", "b"}, new int[] {1}, new int[] {1})
                        .gives((Object) new String[] {"b"}),
                Sample.rough(new Slice(), new int[] {1, 2}, new int[] {2}, new int[] {-1})
                        .gives((Object) new int[0]),
                Sample.refused(
                        "Expected begin[1] in [0, 3], but got 4", new Slice(), x, new int[] {0, 4}, new int[] {1, 1}),
                Sample.refused(
                        "Expected size[0] in [0, 1], but got 2", new Slice(), x, new int[] {1, 0}, new int[] {2, 1}));
    }
}

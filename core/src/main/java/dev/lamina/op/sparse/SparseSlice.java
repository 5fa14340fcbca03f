package dev.lamina.op.sparse;

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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a sparse tensor that begins at {@code start} and has at most the shape {@code size}. */
@OpDef(
        inputs = {"indices: int64", "values: T", "shape: int64", "start: int64", "size: int64"},
        outputs = {"output_indices: int64", "output_values: T", "output_shape: int64"},
        attrs = "T: type")
public record SparseSlice() implements Op {
    /** Adds the operation; its three outputs. */
    public static List<Output> of(
            Scope scope, Operand indices, Operand values, Operand shape, Operand start, Operand size) {
        return scope.node(new SparseSlice(), List.of(indices, values, shape, start, size))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Coordinates.check(c, 0, 1, 2);
        long rank = Coordinates.rank(c, 0, 2);
        for (int input = 3; input < 5; input++) {
            Shape given = c.withRank(
                    input, 1, input == 3 ? "Input start should be a vector: it" : "Input size should be a vector: it");
            if (rank >= 0 && given.dim(0) >= 0 && given.dim(0) != rank) {
                throw c.error("Expected start and size to be vectors of length " + rank + " but got " + given);
            }
        }
        Tensor size = c.peek(4);
        for (int axis = 0; size != null && axis < size.size(); axis++) {
            if (size.buffer().asLong(axis) < 0) {
                throw c.error("size[" + axis + "] must not be negative: " + size);
            }
        }
        Tensor indices = c.peek(0);
        Tensor start = c.peek(3);
        long count = -1;
        if (indices != null && start != null && size != null) {
            count = 0;
            for (int i = 0; i < indices.shape().dim(0); i++) {
                count += isInside(indices.buffer(), i, start.buffer(), size.buffer()) ? 1 : 0;
            }
        }
        return List.of(Shape.of(count, rank), Shape.of(count), Shape.of(rank));
    }

    private static boolean isInside(Buffer indices, int row, Buffer start, Buffer size) {
        int rank = start.size();
        for (int axis = 0; axis < rank; axis++) {
            long index = indices.longs()[row * rank + axis];
            long first = start.longs()[axis];
            if (index < first || index - first >= size.longs()[axis]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int count = c.inputShape(1).size();
        int rank = c.outputShape(2).size();
        return (inputs, outputs) -> {
            int next = 0;
            for (int i = 0; i < count; i++) {
                if (isInside(inputs[0], i, inputs[3], inputs[4])) {
                    for (int axis = 0; axis < rank; axis++) {
                        outputs[0].longs()[next * rank + axis] =
                                inputs[0].longs()[i * rank + axis] - inputs[3].longs()[axis];
                    }
                    System.arraycopy(inputs[1].array(), i, outputs[1].array(), next++, 1);
                }
            }
            for (int axis = 0; axis < rank; axis++) {
                long left = Math.max(0, inputs[2].longs()[axis] - inputs[3].longs()[axis]);
                outputs[2].longs()[axis] = Math.min(inputs[4].longs()[axis], left);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output by = SparseSliceGrad.of(c.scope(), c.upstream(1), c.input(0), c.input(3), c.output(0));
        return Arrays.asList(null, by, null, null, null);
    }

    static List<Sample> samples() {
        SparseSlice op = new SparseSlice();
        long[][] indices = {{0, 0}, {0, 2}, {1, 1}};
        long[] shape = {2, 3};
        return List.of(
                Sample.of(op, indices, new float[] {1, 2, 3}, shape, new long[] {0, 1}, new long[] {5, 2})
                        .gives(new long[][] {{0, 1}, {1, 0}}, new float[] {2, 3}, new long[] {2, 2}),
                Sample.rough(op, indices, new float[] {1, 2, 3}, shape, new long[] {1, 2}, new long[] {1, 1})
                        .gives(Tensor.zeros(DType.INT64, Shape.of(0, 2)), new float[0], new long[] {1, 1}),
                Sample.refused("to be vectors of length 2", op, indices, new float[3], shape, new long[1], new long[2]),
                Sample.refused(
                        "size[1] must not be negative", op, indices, new float[3], shape, new long[2], new long[] {1, -1
                        }));
    }

    /** The gradient of {@link SparseSlice} by the values. */
    @OpDef(
            inputs = {"backprop_val_grad: T", "input_indices: int64", "input_start: int64", "output_indices: int64"},
            outputs = "val_grad: T",
            attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}")
    public record SparseSliceGrad() implements Op {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand gradient, Operand input, Operand start, Operand output) {
            return scope.output(new SparseSliceGrad(), gradient, input, start, output);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            c.withRank(0, 1, "Input backprop_val_grad should be a vector: it");
            Shape input = c.withRank(1, 2, "Input input_indices should be a matrix: it");
            Shape output = c.withRank(3, 2, "Input output_indices should be a matrix: it");
            Shape start = c.withRank(2, 1, "Input input_start should be a vector: it");
            if (!input.slice(1, 2).isCompatibleWith(output.slice(1, 2))
                    || !input.slice(1, 2).isCompatibleWith(start)) {
                throw c.error("The input and output should have the same ndims");
            }
            if (!output.slice(0, 1).isCompatibleWith(c.shape(0))) {
                throw c.error("# elements of backprop_val_grad and # rows of output_indices do not match");
            }
            return List.of(input.slice(0, 1));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            int rank = (int) c.inputShape(1).dim(1);
            int parts = c.inputShape(0).size();
            Object zero = c.outputType(0).newArray(1);
            return (inputs, outputs) -> {
                int next = 0;
                for (int i = 0; i < outputs[0].size(); i++) {
                    boolean isTaken = next < parts && isShifted(inputs, i, next, rank);
                    System.arraycopy(isTaken ? inputs[0].array() : zero, isTaken ? next : 0, outputs[0].array(), i, 1);
                    next += isTaken ? 1 : 0;
                }
            };
        }

        private static boolean isShifted(Buffer[] inputs, int row, int part, int rank) {
            for (int axis = 0; axis < rank; axis++) {
                long index = inputs[1].longs()[row * rank + axis] - inputs[2].longs()[axis];
                if (index != inputs[3].longs()[part * rank + axis]) {
                    return false;
                }
            }
            return true;
        }

        static List<Sample> samples() {
            return List.of(Sample.rough(
                            new SparseSliceGrad(),
                            new float[] {7, 8},
                            new long[][] {{0, 0}, {0, 2}, {1, 1}},
                            new long[] {0, 1},
                            new long[][] {{0, 1}, {1, 0}})
                    .gives((Object) new float[] {0, 7, 8}));
        }
    }
}

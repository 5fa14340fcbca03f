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
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sum of two sparse tensors of one shape, whose elements are in the order of their coordinates; a sum whose size is less than {@code
 * thresh} is left out.
 */
@OpDef(
        inputs = {
            "a_indices: int64",
            "a_values: T",
            "a_shape: int64",
            "b_indices: int64",
            "b_values: T",
            "b_shape: int64",
            "thresh: Treal"
        },
        outputs = {"sum_indices: int64", "sum_values: T", "sum_shape: int64"},
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Treal: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}"
        })
public record SparseAdd() implements Op {
    /** Adds a sum; its three outputs. */
    public static List<Output> of(
            Scope scope,
            Operand aIndices,
            Operand aValues,
            Operand aShape,
            Operand bIndices,
            Operand bValues,
            Operand bShape,
            Operand thresh) {
        return scope.node(new SparseAdd(), List.of(aIndices, aValues, aShape, bIndices, bValues, bShape, thresh))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Coordinates.check(c, 0, 1, 2);
        Coordinates.check(c, 3, 4, 5);
        c.withRank(6, 0, "The magnitude threshold must be a scalar: it");
        Tensor a = c.value(2);
        Tensor b = c.value(5);
        if (a != null && b != null && !a.equals(b)) {
            throw c.error("Input shapes do not match: " + a + " vs. " + b);
        }
        long rank = Math.max(Coordinates.rank(c, 0, 2), Coordinates.rank(c, 3, 5));
        Buffer[] known = new Buffer[7];
        long count = 0;
        for (int i = 0; i < 7; i++) {
            Tensor value = c.peek(i);
            count = value == null ? -1 : count;
            known[i] = value == null ? null : value.buffer();
        }
        count = count < 0 ? -1 : sum(known, null);
        return List.of(Shape.of(count, rank), Shape.of(count), Shape.of(rank));
    }

    /** Counts the sums that are not left out, and puts them into the outputs if there are any. */
    private static int sum(@Nullable Buffer[] given, Buffer @Nullable [] outputs) {
        Buffer aIndices = Objects.requireNonNull(given[0]);
        Buffer aValues = Objects.requireNonNull(given[1]);
        Buffer bIndices = Objects.requireNonNull(given[3]);
        Buffer bValues = Objects.requireNonNull(given[4]);
        double least = Objects.requireNonNull(given[6]).asDouble(0);
        int rank = (int) aIndices.shape().dim(1);
        DType type = aValues.dtype();
        Object both = type.newArray(1);
        Buffer one = Tensor.wrap(type, both, Shape.scalar()).buffer();
        int i = 0;
        int k = 0;
        int count = 0;
        while (i < aValues.size() || k < bValues.size()) {
            int order = i == aValues.size()
                    ? 1
                    : k == bValues.size() ? -1 : Coordinates.compare(aIndices, i, bIndices, k, rank);
            System.arraycopy(order <= 0 ? aValues.array() : bValues.array(), order <= 0 ? i : k, both, 0, 1);
            if (order == 0) {
                Accumulate.run(type, 1, bValues.array(), k, both, 0, 1);
            }
            if (least <= Math.abs(one.asDouble(0))) {
                if (outputs != null) {
                    Object row = order <= 0 ? aIndices.array() : bIndices.array();
                    System.arraycopy(row, (order <= 0 ? i : k) * rank, outputs[0].array(), count * rank, rank);
                    System.arraycopy(both, 0, outputs[1].array(), count, 1);
                }
                count++;
            }
            i += order <= 0 ? 1 : 0;
            k += order >= 0 ? 1 : 0;
        }
        return count;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            sum(inputs, outputs);
            outputs[2].copyFrom(inputs[2]);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        List<Output> by = SparseAddGrad.of(c.scope(), c.upstream(1), c.input(0), c.input(3), c.output(0));
        return Arrays.asList(null, by.get(0), null, null, by.get(1), null, null);
    }

    static List<Sample> samples() {
        SparseAdd op = new SparseAdd();
        long[][] a = {{0, 0}, {1, 1}};
        long[][] b = {{0, 1}, {1, 1}};
        long[] shape = {2, 2};
        return List.of(
                Sample.rough(op, a, new float[] {1, 2}, shape, b, new float[] {3, 4}, shape, 0f)
                        .gives(new long[][] {{0, 0}, {0, 1}, {1, 1}}, new float[] {1, 3, 6}, shape),
                Sample.rough(op, a, new int[] {1, 2}, shape, b, new int[] {3, -2}, shape, 1)
                        .gives(new long[][] {{0, 0}, {0, 1}}, new int[] {1, 3}, shape),
                Sample.refused(
                        "Input shapes do not match",
                        op,
                        a,
                        new float[2],
                        shape,
                        b,
                        new float[2],
                        new long[] {2, 3},
                        0f));
    }

    /** The gradient of {@link SparseAdd} by the values of both. */
    @OpDef(
            inputs = {"backprop_val_grad: T", "a_indices: int64", "b_indices: int64", "sum_indices: int64"},
            outputs = {"a_val_grad: T", "b_val_grad: T"},
            attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}")
    public record SparseAddGrad() implements Op {
        /** Adds the operation; its two outputs. */
        public static List<Output> of(Scope scope, Operand gradient, Operand a, Operand b, Operand sum) {
            return scope.node(new SparseAddGrad(), List.of(gradient, a, b, sum)).outputs();
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape sum = c.withRank(3, 2, "sum_indices must be a matrix: it");
            if (!sum.slice(0, 1).isCompatibleWith(c.withRank(0, 1, "backprop_val_grad must be a vector: it"))) {
                throw c.error("# elements of backprop_val_grad and # rows of sum_indices do not match (#nnz of sum)");
            }
            Shape a = c.withRank(1, 2, "a_indices must be a matrix: it");
            Shape b = c.withRank(2, 2, "b_indices must be a matrix: it");
            if (!a.slice(1, 2).isCompatibleWith(b.slice(1, 2)) || !a.slice(1, 2).isCompatibleWith(sum.slice(1, 2))) {
                throw c.error("The densified operands should have the same ndims");
            }
            return List.of(a.slice(0, 1), b.slice(0, 1));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> {
                pick(inputs, 1, outputs[0]);
                pick(inputs, 2, outputs[1]);
            };
        }

        /** For each row of coordinates the gradient by its sum, 0 if that was left out. */
        private static void pick(Buffer[] inputs, int which, Buffer result) {
            int rank = (int) inputs[3].shape().dim(1);
            Object zero = result.dtype().newArray(1);
            int sums = inputs[0].size();
            int k = 0;
            for (int i = 0; i < result.size(); i++) {
                while (k < sums && Coordinates.compare(inputs[3], k, inputs[which], i, rank) < 0) {
                    k++;
                }
                boolean isThere = k < sums && Coordinates.compare(inputs[3], k, inputs[which], i, rank) == 0;
                System.arraycopy(isThere ? inputs[0].array() : zero, isThere ? k : 0, result.array(), i, 1);
            }
        }

        static List<Sample> samples() {
            return List.of(Sample.rough(
                            new SparseAddGrad(),
                            new float[] {5, 6},
                            new long[][] {{0, 0}, {1, 1}},
                            new long[][] {{0, 1}, {1, 1}},
                            new long[][] {{0, 0}, {0, 1}})
                    .gives(new float[] {5, 0}, new float[] {6, 0}));
        }
    }
}

package dev.lamina.op.sparse;

import dev.lamina.error.InvalidArgumentException;
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
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The coordinates of a sparse tensor's elements in another shape of as many elements; one dimension may be -1 and is computed. */
@OpDef(
        inputs = {"input_indices: int64", "input_shape: int64", "new_shape: int64"},
        outputs = {"output_indices: int64", "output_shape: int64"})
public record SparseReshape() implements Op {
    /** Adds the operation: coordinates and shape. */
    public static List<Output> of(Scope scope, Operand indices, Operand shape, Operand newShape) {
        return scope.node(new SparseReshape(), List.of(indices, shape, newShape))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape indices = c.withRank(0, 2, "Input indices should be a matrix: it");
        c.withRank(1, 1, "Input shape should be a vector: it");
        Shape wanted = c.withRank(2, 1, "Target shape should be a vector: it");
        Tensor shape = c.value(1);
        Tensor target = c.value(2);
        if (shape != null && indices.dim(1) >= 0 && indices.dim(1) != shape.size()) {
            throw c.error("Input tensor rank must match input shape length.");
        }
        if (shape != null && target != null) {
            resolved(c::error, shape, target);
        }
        return List.of(Shape.of(indices.dim(0), wanted.dim(0)), wanted);
    }

    private static long[] resolved(Function<String, InvalidArgumentException> error, Tensor shape, Tensor target) {
        long all = 1;
        for (long dim : Integers.of(shape)) {
            if (dim < 0) {
                throw error.apply("Input shape has a negative dimension: " + shape);
            }
            all = Integers.times(all, dim);
        }
        long[] dims = Integers.of(target);
        long known = 1;
        int open = -1;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] == -1) {
                if (open >= 0) {
                    throw error.apply("only one output dimension may be -1, not both " + open + " and " + axis);
                }
                open = axis;
            } else if (dims[axis] < 0) {
                throw error.apply("size " + axis + " must be non-negative, not " + dims[axis]);
            } else {
                known = Integers.times(known, dims[axis]);
            }
        }
        if (open >= 0) {
            if (known == 0 || all % known != 0) {
                throw error.apply("Input to reshape is a SparseTensor with " + all
                        + " dense values, but the requested shape requires a multiple of " + known);
            }
            dims[open] = all / known;
            known = all;
        }
        if (known != all || all == Long.MAX_VALUE) {
            throw error.apply(
                    "Input to reshape is a tensor with " + all + " dense values, but the requested shape has " + known);
        }
        return dims;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        long[] from = Integers.of(c.value(1));
        long[] to = resolved(c::error, c.value(1), c.value(2));
        int count = (int) c.inputShape(0).dim(0);
        return (inputs, outputs) -> {
            long[] x = inputs[0].longs();
            long[] y = outputs[0].longs();
            for (int i = 0; i < count; i++) {
                long place = 0;
                for (int axis = 0; axis < from.length; axis++) {
                    place = place * from[axis] + x[i * from.length + axis];
                }
                for (int axis = to.length - 1; axis >= 0; axis--) {
                    y[i * to.length + axis] = place % to[axis];
                    place /= to[axis];
                }
            }
            System.arraycopy(to, 0, outputs[1].longs(), 0, to.length);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        SparseReshape op = new SparseReshape();
        long[][] indices = {{0, 0}, {0, 2}, {1, 1}};
        long[] shape = {2, 3};
        return List.of(
                Sample.rough(op, indices, shape, new long[] {3, -1})
                        .gives(new long[][] {{0, 0}, {1, 0}, {2, 0}}, new long[] {3, 2}),
                Sample.rough(op, indices, shape, new long[] {6}).gives(new long[][] {{0}, {2}, {4}}, new long[] {6}),
                Sample.refused("only one output dimension may be -1", op, indices, shape, new long[] {-1, -1}),
                Sample.refused("6 dense values, but the requested shape has 5", op, indices, shape, new long[] {5}),
                Sample.refused("requires a multiple of 4", op, indices, shape, new long[] {4, -1}));
    }
}

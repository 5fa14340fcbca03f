package dev.lamina.op.index;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Signature;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operations that find distinct slices have in common: along the axis that the second input names, if there is one. */
interface Uniqueness extends Op {
    @Override
    default List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        boolean hasAxis = c.inputs() == 2;
        Tensor axes = hasAxis ? c.value(1) : null;
        if (hasAxis && c.withRank(1, 1, "axis").dim(0) > 1) {
            throw c.error("axis does not support input tensors larger than 1 elements");
        }
        Shape values = shape.hasRank() ? Shape.unknown(shape.rank()) : shape;
        long slices = -1;
        if (shape.hasRank() && (!hasAxis || axes != null)) {
            int axis = axis(c, axes, shape.rank());
            Tensor known = c.peek(0);
            values = shape.with(
                    axis, known == null ? -1 : Distinct.of(known, axis).count());
            slices = shape.dim(axis);
        }
        Shape counts = Shape.of(values.hasRank() && slices >= 0 ? values.dim(axis(c, axes, values.rank())) : -1);
        return outputs() == 2 ? List.of(values, Shape.of(slices)) : List.of(values, Shape.of(slices), counts);
    }

    private int outputs() {
        return Signature.of(getClass()).outputs().size();
    }

    private static int axis(ShapeContext c, @Nullable Tensor axes, int rank) {
        if (axes == null || axes.size() == 0) {
            if (rank != 1) {
                throw c.error("unique expects a 1D vector.");
            }
            return 0;
        }
        long given = axes.buffer().asLong(0);
        long axis = given < 0 ? given + rank : given;
        if (axis < 0 || axis >= rank) {
            throw c.error("axis has to be between [0, " + rank + ")");
        }
        return (int) axis;
    }

    @Override
    default Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        boolean hasAxis = c.inputs() == 2 && c.value(1).size() == 1;
        long given = hasAxis ? c.value(1).buffer().asLong(0) : 0;
        int axis = (int) (given < 0 ? given + shape.rank() : given);
        Distinct distinct = new Distinct(
                shape,
                axis,
                length -> c.workspace(DType.INT32, Shape.of(length)).ints());
        int outer = Strides.count(shape, 0, axis);
        int extent = (int) shape.dim(axis);
        int inner = Strides.count(shape, axis + 1, shape.rank());
        int count = (int) c.outputShape(0).dim(axis);
        return (inputs, outputs) -> {
            distinct.count(inputs[0], outputs[1]);
            for (int number = 0; number < count; number++) {
                for (int o = 0; o < outer; o++) {
                    int from = (o * extent + distinct.first(number)) * inner;
                    System.arraycopy(inputs[0].array(), from, outputs[0].array(), (o * count + number) * inner, inner);
                }
            }
            if (outputs.length == 3) {
                for (int number = 0; number < count; number++) {
                    Integers.set(outputs[2], number, 0);
                }
                for (int slice = 0; slice < extent; slice++) {
                    int number = (int) outputs[1].asLong(slice);
                    Integers.set(outputs[2], number, outputs[2].asLong(number) + 1);
                }
            }
        };
    }

    @Override
    default List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }
}

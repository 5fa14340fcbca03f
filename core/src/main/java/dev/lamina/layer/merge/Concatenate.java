package dev.lamina.layer.merge;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Mask;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.Shape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tensors side by side along an axis, all others of one extent: Keras's {@code Concatenate}. Along the axis of the steps, masks lie behind
 * one another too.
 *
 * @param name the name of its scope
 * @param axis the axis, not that of the examples; from the last one if it is below 0
 */
public record Concatenate(String name, int axis) implements Merge {
    /** Checks the axis. */
    public Concatenate {
        if (axis == 0) {
            throw new InvalidArgumentException(name + " cannot put examples behind one another, along axis 0");
        }
    }

    /** Along the last axis. */
    public Concatenate() {
        this("concatenate", -1);
    }

    /** Along another axis. */
    public Concatenate axis(int axis) {
        return new Concatenate(name, axis);
    }

    @Override
    public Concatenate named(String name) {
        return new Concatenate(name, axis);
    }

    @Override
    public boolean isElementwise() {
        return false;
    }

    @Override
    public Output merged(Scope scope, List<Output> inputs) {
        return ConcatV2.of(scope, inputs, axisOf(inputs));
    }

    private int axisOf(List<Output> inputs) {
        int rank = inputs.getFirst().shape().rank();
        int along = axis < 0 ? axis + rank : axis;
        if (along < 1 || along >= rank) {
            throw new InvalidArgumentException(
                    name + " puts tensors side by side along axis " + axis + ", but is given " + inputs,
                    "the first axis is that of the examples");
        }
        return along;
    }

    @Override
    public @Nullable Output mask(Scope scope, List<Output> inputs) {
        if (axisOf(inputs) != 1 || inputs.stream().allMatch(input -> Mask.of(input) == null)) {
            return Merge.super.mask(scope, inputs);
        }
        List<Output> masks = new ArrayList<>();
        for (Output input : inputs) {
            Output mask = Mask.of(input);
            masks.add(mask == null ? all(scope, input) : mask);
        }
        return ConcatV2.of(scope, masks, 1);
    }

    private static Output all(Scope scope, Output input) {
        Output dims = Slice.of(scope, Shape.of(scope, input), new int[] {0}, new int[] {2});
        return Fill.of(scope, dims, Const.of(scope, true));
    }
}

package dev.lamina.layer;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Shape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import java.util.Arrays;
import java.util.List;

/**
 * The elements of each example in another shape of as many.
 *
 * @param name the name of its scope
 * @param targetShape the shape of an example; one dimension may be -1 and is computed
 */
public record Reshape(String name, List<Integer> targetShape) implements Layer {
    /** Checks the dimensions. */
    public Reshape {
        if (targetShape.stream().anyMatch(dim -> dim < -1)
                || targetShape.stream().filter(dim -> dim == -1).count() > 1) {
            throw new InvalidArgumentException(
                    name + " needs dimensions of 0 or more, and at most one of -1, got " + targetShape);
        }
        targetShape = List.copyOf(targetShape);
    }

    /** Examples of this shape. */
    public Reshape(Integer... targetShape) {
        this("reshape", List.of(targetShape));
    }

    @Override
    public Reshape named(String name) {
        return new Reshape(name, targetShape);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        if (!input.shape().hasRank() || input.shape().rank() < 1) {
            throw new InvalidArgumentException(name + " needs inputs of one axis or more, but is given " + input);
        }
        int[] dims = dims(input.shape());
        return (scope, x, phase) -> {
            long examples = x.shape().dim(0);
            boolean isKnown = Arrays.stream(dims).allMatch(dim -> dim >= 0);
            if (isKnown || examples >= 0) {
                int first = examples < 0 ? -1 : Math.toIntExact(examples);
                return dev.lamina.op.array.Reshape.of(scope, x, joined(first, dims));
            }
            Output count = Slice.of(scope, Shape.of(scope, x), new int[] {0}, new int[] {1});
            Output shape = ConcatV2.of(scope, List.of(count, Const.of(scope, dims)), 0);
            return dev.lamina.op.array.Reshape.of(scope, x, shape);
        };
    }

    private static int[] joined(int first, int[] dims) {
        int[] all = new int[dims.length + 1];
        all[0] = first;
        System.arraycopy(dims, 0, all, 1, dims.length);
        return all;
    }

    /** The dimensions of an example, the one that is computed too if the input's are known. */
    private int[] dims(dev.lamina.tensor.Shape input) {
        int[] dims = targetShape.stream().mapToInt(Integer::intValue).toArray();
        dev.lamina.tensor.Shape example = input.slice(1, input.rank());
        if (!example.isFullyDefined()) {
            return dims;
        }
        long others = Arrays.stream(dims).filter(dim -> dim >= 0).asLongStream().reduce(1, (a, b) -> a * b);
        long elements = example.elements();
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0 && others > 0 && elements % others == 0) {
                dims[i] = Math.toIntExact(elements / others);
                others *= dims[i];
            }
        }
        if (others != elements) {
            throw new InvalidArgumentException(
                    name + " cannot make examples of shape " + targetShape + " of " + example);
        }
        return dims;
    }
}

package dev.lamina.layer.merge;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.flow.Const;
import dev.lamina.op.linalg.Einsum;
import dev.lamina.op.math.Rsqrt;
import dev.lamina.op.math.Square;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum of products of two tensors along an axis of each, example by example: Keras's {@code Dot}. The result has the other axes of the
 * first, then those of the second; of vectors it is [examples, 1].
 *
 * @param name the name of its scope
 * @param first the axis of the first, not that of the examples; from the last one if it is below 0
 * @param second the axis of the second, which is as long
 * @param normalizes whether each is divided by its length along the axis first: of vectors, the result is the cosine of their angle
 */
public record Dot(String name, int first, int second, boolean normalizes) implements Merge {
    private static final float LEAST = 1e-12f;

    /** Checks the axes. */
    public Dot {
        if (first == 0 || second == 0) {
            throw new InvalidArgumentException(name + " cannot sum over examples, along axis 0");
        }
    }

    /** Along the same axis of both. */
    public Dot(int axis) {
        this(axis, axis);
    }

    /** Along an axis of each. */
    public Dot(int first, int second) {
        this("dot", first, second, false);
    }

    /** The same layer of tensors divided by their lengths. */
    public Dot normalize() {
        return new Dot(name, first, second, true);
    }

    @Override
    public Dot named(String name) {
        return new Dot(name, first, second, normalizes);
    }

    @Override
    public int inputs() {
        return 2;
    }

    @Override
    public boolean isElementwise() {
        return false;
    }

    @Override
    public Output merged(Scope scope, List<Output> inputs) {
        int one = axis(inputs, 0, first);
        int other = axis(inputs, 1, second);
        Shape x = inputs.getFirst().shape();
        Shape y = inputs.getLast().shape();
        if (!x.slice(one, one + 1).isCompatibleWith(y.slice(other, other + 1))) {
            throw new InvalidArgumentException(name + " sums along axes of one length, but is given " + inputs
                    + " and the axes " + one + " and " + other);
        }
        String left = letters(x.rank(), one, 'c');
        String right = letters(y.rank(), other, (char) ('c' + x.rank()));
        String rest = left.substring(1).replace("a", "") + right.substring(1).replace("a", "");
        Output sums = Einsum.of(
                scope,
                left + "," + right + "->b" + rest,
                List.of(lengthOne(scope, inputs.getFirst(), one), lengthOne(scope, inputs.getLast(), other)));
        return rest.isEmpty() ? ExpandDims.of(scope, sums, 1) : sums;
    }

    private int axis(List<Output> inputs, int which, int axis) {
        int rank = inputs.get(which).shape().rank();
        int along = axis < 0 ? axis + rank : axis;
        if (along < 1 || along >= rank) {
            throw new InvalidArgumentException(
                    name + " sums along axis " + axis + ", but is given " + inputs.get(which),
                    "the first axis is that of the examples");
        }
        return along;
    }

    /** A letter for each axis: b of the examples, a of the axis that is summed over. */
    private static String letters(int rank, int summed, char from) {
        StringBuilder letters = new StringBuilder("b");
        for (int axis = 1; axis < rank; axis++) {
            letters.append(axis == summed ? 'a' : (char) (from + axis));
        }
        return letters.toString();
    }

    private Output lengthOne(Scope scope, Output x, int axis) {
        if (!normalizes) {
            return x;
        }
        Output squares = Sum.of(scope, Square.of(scope, x), Const.of(scope, axis), true);
        Output least = Maximum.of(scope, squares, Const.of(scope, LEAST, x.dtype()));
        return Mul.of(scope, x, Rsqrt.of(scope, least));
    }

    @Override
    public @Nullable Output mask(Scope scope, List<Output> inputs) {
        return null;
    }
}

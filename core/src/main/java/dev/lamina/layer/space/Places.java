package dev.lamina.layer.space;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Phase;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Pad;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Shape;
import dev.lamina.op.array.Tile;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.StridedSlice;
import dev.lamina.op.math.Floor;
import dev.lamina.op.random.RandomUniform;
import dev.lamina.op.reduce.Sum;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What the layers of this room have in common: places along some axes between the examples and the channels. */
final class Places {
    private Places() {}

    /** Numbers for each axis, {@code perAxis} of them; if fewer are given, they stand for several: one for all, or one for an axis. */
    static List<Integer> spread(int axes, int perAxis, int... given) {
        if (given.length == 1) {
            return Collections.nCopies(axes * perAxis, given[0]);
        }
        if (given.length == axes && perAxis == 2) {
            return Arrays.stream(given)
                    .flatMap(each -> IntStream.of(each, each))
                    .boxed()
                    .toList();
        }
        return Arrays.stream(given).boxed().toList();
    }

    /** Refuses what is not so many numbers from {@code least} on. */
    static List<Integer> checked(String layer, String what, int count, int least, List<Integer> values) {
        if (values.size() != count || values.stream().anyMatch(value -> value < least)) {
            throw new InvalidArgumentException(
                    layer + " needs for " + what + " " + count + " numbers from " + least + " on, got " + values);
        }
        return List.copyOf(values);
    }

    /** Refuses an input that is not examples of places along so many axes, with channels last. */
    static void require(String layer, int axes, Output input) {
        if (!input.shape().hasRank() || input.shape().rank() != axes + 2) {
            throw new InvalidArgumentException(layer + " needs inputs of " + (axes + 2) + " axes, examples first and"
                    + " channels last, but is given " + input);
        }
    }

    /** Zeros before and after the places of each axis. */
    static Output padded(Scope scope, Output x, List<Integer> margins) {
        int[][] paddings = new int[margins.size() / 2 + 2][2];
        for (int i = 0; i < margins.size(); i++) {
            paddings[i / 2 + 1][i % 2] = margins.get(i);
        }
        return Pad.of(scope, x, Const.of(scope.named("paddings"), paddings));
    }

    /** The places of each axis without the first and the last ones. */
    static Output cropped(Scope scope, Output x, List<Integer> margins) {
        int rank = margins.size() / 2 + 2;
        int[] begin = new int[rank];
        int[] end = new int[rank];
        int[] strides = new int[rank];
        Arrays.fill(strides, 1);
        long toEnd = 1L | 1L << (rank - 1);
        for (int axis = 1; axis < rank - 1; axis++) {
            begin[axis] = margins.get(2 * axis - 2);
            end[axis] = -margins.get(2 * axis - 1);
            toEnd |= end[axis] == 0 ? 1L << axis : 0;
        }
        return scope.output(
                new StridedSlice(0, toEnd, 0, 0, 0),
                x,
                Const.of(scope.named("begin"), begin),
                Const.of(scope.named("end"), end),
                Const.of(scope.named("strides"), strides));
    }

    /** Each place so many times, along each axis. */
    static Output repeated(Scope scope, Output x, List<Integer> times) {
        Output y = x;
        for (int axis = 1; axis <= times.size(); axis++) {
            y = times.get(axis - 1) == 1 ? y : repeated(scope, y, axis, times.get(axis - 1));
        }
        return y;
    }

    private static Output repeated(Scope scope, Output x, int axis, int times) {
        int rank = x.shape().rank();
        int[] multiples = new int[rank + 1];
        Arrays.fill(multiples, 1);
        multiples[axis + 1] = times;
        Output tiled = Tile.of(scope, ExpandDims.of(scope, x, axis + 1), Const.of(scope.named("multiples"), multiples));
        int[] factors = new int[rank];
        Arrays.fill(factors, 1);
        factors[axis] = times;
        long[] dims = x.shape().dims();
        if (Arrays.stream(dims).filter(dim -> dim < 0).count() > 1) {
            return Reshape.of(scope, tiled, Mul.of(scope, Shape.of(scope, x), Const.of(scope, factors)));
        }
        dims[axis] = dims[axis] < 0 ? -1 : dims[axis] * times;
        return Reshape.of(scope, tiled, Const.dims(scope.named("shape"), dims));
    }

    /** Dropout of whole channels: what is drawn has one place. */
    static Output dropped(Scope scope, Output x, int axes, float rate, Phase phase) {
        if (phase == Phase.INFERENCE || rate == 0) {
            return x;
        }
        Scope own = scope.nested("dropout");
        int[] places = IntStream.rangeClosed(1, axes).toArray();
        // Only the shape of this sum is asked for, so it is never computed.
        Output onePlace = Sum.of(own, x, Const.of(own.named("axes"), places), true);
        Output uniform = RandomUniform.of(own.named("random_uniform"), Shape.of(own, onePlace), x.dtype());
        Output keepProb = Const.of(own.named("keep_prob"), 1 - rate, x.dtype());
        Output kept = Floor.of(own, Add.of(own, uniform, keepProb));
        return Mul.of(own, RealDiv.of(own, x, keepProb), kept);
    }
}

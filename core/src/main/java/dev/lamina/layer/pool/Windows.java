package dev.lamina.layer.pool;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Squeeze;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What the layers that pool have in common: how windows are given, and how operations are told of them. */
final class Windows {
    private Windows() {}

    /** One extent for all axes. */
    static List<Integer> all(int axes, int extent) {
        return Collections.nCopies(axes, extent);
    }

    /** An extent for each axis, of which one may stand for all. */
    static List<Integer> each(int axes, int... extents) {
        return extents.length == 1
                ? all(axes, extents[0])
                : Arrays.stream(extents).boxed().toList();
    }

    /** Refuses what is no window. */
    static List<Integer> checked(String layer, String what, int axes, List<Integer> extents) {
        if (extents.size() != axes || extents.stream().anyMatch(extent -> extent < 1)) {
            throw new InvalidArgumentException(layer + " needs " + what + " of " + axes
                    + (axes == 1 ? " number" : " numbers") + " from 1 on, got " + extents);
        }
        return List.copyOf(extents);
    }

    /** Refuses an input that is not examples of places along so many axes, with channels last. */
    static void require(String layer, int axes, Output input) {
        if (!input.shape().hasRank() || input.shape().rank() != axes + 2) {
            throw new InvalidArgumentException(layer + " needs inputs of " + (axes + 2) + " axes, examples first and"
                    + " channels last, but is given " + input);
        }
    }

    /** The axes of the places. */
    static int[] places(int axes) {
        return IntStream.rangeClosed(1, axes).toArray();
    }

    /** An operation that pools images or volumes. */
    interface Pool {
        Output of(Scope scope, Output x, List<Long> ksize, List<Long> strides);
    }

    /** Pools places along one axis as images of one column, along two as images, along three as volumes. */
    static Output pooled(Scope scope, Output x, List<Integer> size, List<Integer> strides, Pool pool) {
        if (size.size() > 1) {
            return pool.of(scope, x, attribute(size), attribute(strides));
        }
        Output image = ExpandDims.of(scope, x, 2);
        List<Integer> column = List.of(size.getFirst(), 1);
        Output pooled = pool.of(scope, image, attribute(column), attribute(List.of(strides.getFirst(), 1)));
        return Squeeze.of(scope, pooled, 2);
    }

    private static List<Long> attribute(List<Integer> extents) {
        List<Long> values = new ArrayList<>();
        values.add(1L);
        extents.forEach(extent -> values.add(extent.longValue()));
        values.add(1L);
        return values;
    }
}

package dev.lamina.layer.conv;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.op.Padding;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where filters lie on images, along each of their spatial axes.
 *
 * @param size the extents of filters
 * @param strides how far apart they are put
 * @param dilations how far apart their elements lie
 * @param padding where they may lie
 */
public record FilterWindow(List<Integer> size, List<Integer> strides, List<Integer> dilations, Padding padding) {
    /** Checks the extents. */
    public FilterWindow {
        size = checked("kernel sizes", size, size);
        strides = checked("strides", strides, size);
        dilations = checked("dilations", dilations, size);
        if (strides.stream().anyMatch(each -> each > 1) && dilations.stream().anyMatch(each -> each > 1)) {
            throw new InvalidArgumentException(
                    "`strides > 1` not supported in conjunction with `dilation_rate > 1`, got " + strides + " and "
                            + dilations);
        }
    }

    /** Filters of these extents, one for all axes or one for each, side by side and without gaps, within the images. */
    static FilterWindow of(int axes, int... size) {
        return new FilterWindow(
                each(axes, size), Collections.nCopies(axes, 1), Collections.nCopies(axes, 1), Padding.VALID);
    }

    FilterWindow strides(int... extents) {
        return new FilterWindow(size, each(axes(), extents), dilations, padding);
    }

    FilterWindow dilations(int... extents) {
        return new FilterWindow(size, strides, each(axes(), extents), padding);
    }

    FilterWindow padding(Padding other) {
        return new FilterWindow(size, strides, dilations, other);
    }

    /** The number of spatial axes. */
    int axes() {
        return size.size();
    }

    private static List<Integer> each(int axes, int... extents) {
        if (extents.length != 1 && extents.length != axes) {
            throw new InvalidArgumentException("a convolution along " + axes + " axes needs one number or " + axes
                    + ", got " + Arrays.toString(extents));
        }
        return extents.length == 1
                ? Collections.nCopies(axes, extents[0])
                : Arrays.stream(extents).boxed().toList();
    }

    private static List<Integer> checked(String what, List<Integer> extents, List<Integer> size) {
        if (extents.size() != size.size() || extents.stream().anyMatch(extent -> extent < 1)) {
            throw new InvalidArgumentException(
                    "a convolution needs " + what + " from 1 on, one for each axis, got " + extents);
        }
        return List.copyOf(extents);
    }

    /** The channels of an input that a layer is given; refuses one that is not examples of places along these axes. */
    long channels(String layer, Output input) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.rank() != axes() + 2 || shape.dim(-1) < 0) {
            throw new InvalidArgumentException(layer + " needs inputs of " + (axes() + 2)
                    + " axes, examples first and channels last, whose number is known, but is given " + input);
        }
        return shape.dim(-1);
    }

    /** The shape of a kernel with these last axes. */
    Shape kernel(long... last) {
        long[] dims = size.stream().mapToLong(Integer::longValue).toArray();
        return Shape.of(dims).concat(Shape.of(last));
    }

    /** Strides as an attribute of operations on images of these axes. */
    List<Long> strideAttribute() {
        return attribute(strides);
    }

    /** Dilations as an attribute. */
    List<Long> dilationAttribute() {
        return attribute(dilations);
    }

    /** An axis of extent 1 behind the only one, as images have it. */
    FilterWindow asImage() {
        return new FilterWindow(
                List.of(size.getFirst(), 1), List.of(strides.getFirst(), 1), List.of(dilations.getFirst(), 1), padding);
    }

    private static List<Long> attribute(List<Integer> extents) {
        List<Long> values = new ArrayList<>();
        values.add(1L);
        extents.forEach(extent -> values.add(extent.longValue()));
        values.add(1L);
        return values;
    }
}

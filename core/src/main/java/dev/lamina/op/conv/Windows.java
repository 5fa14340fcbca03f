package dev.lamina.op.conv;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.convolution.PatchAxis;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Where the filters of a convolution lie on its images: the attributes that all convolutions have.
 *
 * @param formats the data formats that are known, of the rank of the images
 * @param strides from one window to the next, for each axis
 * @param padding SAME, VALID or EXPLICIT
 * @param explicitPaddings for EXPLICIT, how much lies before and after each axis
 * @param dataFormat where the channels are
 * @param dilations from one element of a window to the next, for each axis
 */
record Windows(
        List<String> formats,
        List<Long> strides,
        String padding,
        List<Long> explicitPaddings,
        String dataFormat,
        List<Long> dilations) {
    static final List<String> IMAGES = List.of("NHWC", "NCHW");
    static final List<String> VOLUMES = List.of("NDHWC", "NCDHW");
    private static final String EXPLICIT = "EXPLICIT";

    int rank() {
        return formats.getFirst().length();
    }

    /** The number of axes along which windows move. */
    int spatial() {
        return rank() - 2;
    }

    boolean isChannelsFirst() {
        return dataFormat.charAt(1) == 'C';
    }

    int channelAxis() {
        return isChannelsFirst() ? 1 : rank() - 1;
    }

    /** The axis of the images that is the spatial one of this number. */
    int axis(int number) {
        return isChannelsFirst() ? number + 2 : number + 1;
    }

    /** Refuses attributes that fit no image. */
    void check(ShapeContext c) {
        if (!formats.contains(dataFormat)) {
            throw c.error("Invalid data format string: " + dataFormat);
        }
        checkLength(c, "dilation", dilations);
        checkLength(c, "stride", strides);
        if (strides.getFirst() != 1 || strides.get(channelAxis()) != 1) {
            throw c.error("Current implementation does not yet support strides in the batch and depth dimensions.");
        }
        if (dilations.getFirst() != 1 || dilations.get(channelAxis()) != 1) {
            throw c.error("Current implementation does not yet support dilations in the batch and depth dimensions.");
        }
        for (int i = 0; i < spatial(); i++) {
            checkRange(c, "Stride must be > 0, but got ", strides.get(axis(i)));
            checkRange(c, "Dilation rate must be >= 1, but got ", dilations.get(axis(i)));
        }
        checkPadding(c);
    }

    private void checkLength(ShapeContext c, String what, List<Long> values) {
        if (values.size() != rank()) {
            throw c.error(
                    "requires the " + what + " attribute to contain " + rank() + " values, but got: " + values.size());
        }
    }

    private static void checkRange(ShapeContext c, String problem, long value) {
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw c.error(problem + value);
        }
    }

    private void checkPadding(ShapeContext c) {
        if (!padding.equals(EXPLICIT)) {
            if (!padding.equals("SAME") && !padding.equals("VALID")) {
                throw c.error("Value for attr 'padding' of \"" + padding
                        + "\" is not in the list of allowed values: \"SAME\", \"VALID\", \"EXPLICIT\"");
            }
            if (!explicitPaddings.isEmpty()) {
                throw c.error("explicit_paddings attribute must be empty if the padding attribute is not EXPLICIT");
            }
            return;
        }
        if (explicitPaddings.size() != 2 * rank()) {
            throw c.error("explicit_paddings attribute must contain " + 2 * rank() + " values, but got: "
                    + explicitPaddings.size());
        }
        for (int i = 0; i < explicitPaddings.size(); i++) {
            long value = explicitPaddings.get(i);
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw c.error("All elements of explicit_paddings must be nonnegative");
            }
            if (value > 0 && (i / 2 == 0 || i / 2 == channelAxis())) {
                throw c.error("Nonzero explicit padding in the batch or depth dimensions is not supported");
            }
        }
    }

    /** How many windows lie along a spatial axis, -1 if that is not known. */
    long outputs(ShapeContext c, int number, long input, long filter) {
        long stride = strides.get(axis(number));
        if (input < 0 || (filter < 0 && !padding.equals("SAME"))) {
            return -1;
        }
        if (padding.equals("SAME")) {
            return Integers.plus(input, stride - 1) / stride;
        }
        long effective = effective(number, filter);
        long padded = Integers.plus(input, before(number) + after(number));
        long outputs = (padded - effective + stride) / stride;
        if (outputs < 0) {
            throw c.error("Computed output size would be negative: " + outputs + " [input_size: " + padded
                    + ", effective_filter_size: " + effective + ", stride: " + stride + "]");
        }
        return outputs;
    }

    private long effective(int number, long filter) {
        return Integers.plus(Integers.times(filter - 1, dilations.get(axis(number))), 1);
    }

    private long before(int number) {
        return padding.equals(EXPLICIT) ? explicitPaddings.get(2 * axis(number)) : 0;
    }

    private long after(int number) {
        return padding.equals(EXPLICIT) ? explicitPaddings.get(2 * axis(number) + 1) : 0;
    }

    /** The windows along a spatial axis, of images, filters and results of these shapes. */
    PatchAxis windows(KernelContext c, int number, Shape images, Shape filters, Shape results) {
        long input = images.dim(axis(number));
        long output = results.dim(axis(number));
        long filter = filters.dim(number);
        long stride = strides.get(axis(number));
        long effective = effective(number, filter);
        long reach = Integers.plus(Integers.times(Math.max(output - 1, 0), stride), effective);
        long before = padding.equals("SAME") ? Math.max(0, reach - input) / 2 : before(number);
        long extent = Integers.plus(Integers.plus(reach, input), before);
        // Whole lines with their padding are counted in int.
        if (Integers.times(extent, Math.max(images.dim(channelAxis()), results.dim(channelAxis())))
                > Integer.MAX_VALUE) {
            throw c.error("windows of " + effective + " elements, " + stride + " apart, reach too far beyond " + input);
        }
        return new PatchAxis(
                (int) input,
                (int) filter,
                (int) output,
                (int) stride,
                dilations.get(axis(number)).intValue(),
                (int) -before);
    }
}

package dev.lamina.op.conv;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.kernel.convolution.ConvolutionShape;
import dev.lamina.kernel.convolution.PatchAxis;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/**
 * The shape rules and kernels of a convolution and its gradients, of two or three spatial axes.
 *
 * @param isDepthwise whether filters are of shape [height, width, channels, filters of each channel]
 */
record Convolution(Windows windows, boolean isDepthwise) {
    private static final String INPUT_SIZES = "input_sizes";

    Convolution(Windows windows) {
        this(windows, false);
    }

    /** The shape of the result, of images and filters that are the first two inputs. */
    Shape result(ShapeContext c) {
        windows.check(c);
        return result(c, c.withRank(0, windows.rank(), "input"), c.withRank(1, windows.rank(), "filter"));
    }

    private Shape result(ShapeContext c, Shape images, Shape given) {
        if (isDepthwise) {
            long channels = images.dim(windows.channelAxis());
            if (channels >= 0 && given.dim(2) >= 0 && channels != given.dim(2)) {
                throw c.error("Dimensions must be equal, but are " + channels + " and " + given.dim(2)
                        + ": input and filter must have the same depth");
            }
        }
        Shape filters = ofGroups(given);
        int spatial = windows.spatial();
        long channels = images.dim(windows.channelAxis());
        long filterChannels = filters.dim(spatial);
        long outputs = filters.dim(spatial + 1);
        if (filterChannels == 0) {
            throw c.error("Depth of filter must not be 0");
        }
        if (channels >= 0 && filterChannels > 0) {
            if (channels % filterChannels != 0) {
                throw c.error("Depth of input (" + channels + ") is not a multiple of input depth of filter ("
                        + filterChannels + ")");
            }
            long groups = channels / filterChannels;
            if (outputs >= 0 && groups > 0 && outputs % groups != 0) {
                throw c.error(
                        "Depth of output (" + outputs + ") is not a multiple of the number of groups (" + groups + ")");
            }
        }
        for (long dim : filters.dims()) {
            if (dim == 0) {
                throw c.error("filter must not have zero elements (i.e. all dimensions must be non-zero)");
            }
        }
        long[] dims = new long[windows.rank()];
        dims[0] = images.dim(0);
        dims[windows.channelAxis()] = outputs;
        for (int i = 0; i < spatial; i++) {
            int axis = windows.axis(i);
            dims[axis] = windows.outputs(c, i, images.dim(axis), filters.dim(i));
        }
        return Shape.of(dims);
    }

    /** Filters as a convolution has them that has a group for each channel. */
    private Shape ofGroups(Shape filters) {
        if (!isDepthwise) {
            return filters;
        }
        long channels = filters.dim(2);
        long each = filters.dim(3);
        long all = channels < 0 || each < 0 ? -1 : Integers.times(channels, each);
        return Shape.of(filters.dim(0), filters.dim(1), 1, all);
    }

    /** The shape of the images' gradient: sizes, filters and the result's gradient are the inputs. */
    Shape images(ShapeContext c) {
        windows.check(c);
        Shape filters = c.withRank(1, windows.rank(), "filter");
        Shape upstream = c.withRank(2, windows.rank(), "out_backprop");
        Shape images = imageSizes(c, filters, upstream);
        checkUpstream(c, images, filters, upstream);
        return images;
    }

    private Shape imageSizes(ShapeContext c, Shape filters, Shape upstream) {
        Shape length = c.withRank(0, 1, INPUT_SIZES);
        Tensor sizes = c.value(0);
        if (sizes == null) {
            return Shape.unknown(windows.rank()).with(0, upstream.dim(0));
        }
        int spatial = windows.spatial();
        if (length.dim(0) == spatial) {
            long[] dims = new long[windows.rank()];
            dims[0] = upstream.dim(0);
            dims[windows.channelAxis()] = filters.dim(spatial);
            for (int i = 0; i < spatial; i++) {
                dims[windows.axis(i)] = nonNegative(c, INPUT_SIZES, sizes, i);
            }
            return Shape.of(dims);
        }
        return sizes(c, INPUT_SIZES, sizes);
    }

    /** The shape of the filters' gradient: images, sizes and the result's gradient are the inputs. */
    Shape filters(ShapeContext c) {
        windows.check(c);
        Shape images = c.withRank(0, windows.rank(), "input");
        c.withRank(1, 1, "filter_sizes");
        Shape upstream = c.withRank(2, windows.rank(), "out_backprop");
        Tensor sizes = c.value(1);
        Shape filters = sizes == null ? unknownFilters(images, upstream) : sizes(c, "filter_sizes", sizes);
        checkUpstream(c, images, filters, upstream);
        return filters;
    }

    private Shape unknownFilters(Shape images, Shape upstream) {
        Shape unknown = Shape.unknown(windows.rank());
        return isDepthwise
                ? unknown.with(2, images.dim(windows.channelAxis()))
                : unknown.with(windows.rank() - 1, upstream.dim(windows.channelAxis()));
    }

    private Shape sizes(ShapeContext c, String what, Tensor sizes) {
        if (sizes.size() != windows.rank()) {
            String other = what.equals(INPUT_SIZES) ? " values or " + windows.spatial() : "";
            throw c.error(
                    "requires " + what + " to contain " + windows.rank() + other + " values, but got: " + sizes.size());
        }
        for (int i = 0; i < sizes.size(); i++) {
            nonNegative(c, what, sizes, i);
        }
        return Shape.of(Integers.of(sizes));
    }

    private static long nonNegative(ShapeContext c, String what, Tensor sizes, int index) {
        long size = sizes.buffer().asLong(index);
        if (size < 0) {
            throw c.error("elements of " + what + " must be >= 0, not " + size);
        }
        return size;
    }

    private void checkUpstream(ShapeContext c, Shape images, Shape filters, Shape upstream) {
        Shape computed = result(c, images, filters);
        for (int axis = 0; axis < windows.rank(); axis++) {
            long dim = computed.dim(axis);
            if (dim >= 0 && upstream.dim(axis) >= 0 && dim != upstream.dim(axis)) {
                if (axis == 0) {
                    throw c.error("input and out_backprop must have the same batch size. Input batch: " + dim
                            + ", outbackprop batch: " + upstream.dim(axis) + ", batch_dim: 0");
                }
                if (axis == windows.channelAxis()) {
                    throw c.error("filter and out_backprop must have the same out_depth");
                }
                throw c.error("Size of out_backprop doesn't match computed: actual = " + upstream.dim(axis)
                        + ", computed = " + dim + " spatial_dim: " + axis);
            }
        }
    }

    /** The kernel of the convolution. */
    Kernel result(KernelContext c) {
        return of(c, Role.RESULT, c.inputShape(0), c.inputShape(1), c.outputShape(0), 0);
    }

    /** The kernel of the images' gradient. */
    Kernel images(KernelContext c) {
        return of(c, Role.IMAGES, c.outputShape(0), c.inputShape(1), c.inputShape(2), 2);
    }

    /** The kernel of the filters' gradient. */
    Kernel filters(KernelContext c) {
        return of(c, Role.FILTERS, c.inputShape(0), c.outputShape(0), c.inputShape(2), 0, 2);
    }

    /** Which of the three shapes the kernel fills. */
    enum Role {
        RESULT,
        IMAGES,
        FILTERS
    }

    private Kernel of(KernelContext c, Role role, Shape images, Shape filters, Shape results, int... turned) {
        if (c.outputType(0) == DType.FLOAT16 || c.outputType(0) == DType.BFLOAT16) {
            return Widened.of(c, wide -> of(wide, role, images, filters, results, turned));
        }
        ConvolutionShape shape = shape(c, images, ofGroups(filters), results);
        Kernel kernel = ConvolutionKernels.of(c, role, shape);
        return windows.isChannelsFirst() ? new ChannelsFirst(c, kernel, role != Role.FILTERS, turned) : kernel;
    }

    private ConvolutionShape shape(KernelContext c, Shape images, Shape filters, Shape results) {
        int spatial = windows.spatial();
        PatchAxis[] axes = {PatchAxis.NONE, PatchAxis.NONE, PatchAxis.NONE};
        for (int i = 0; i < spatial; i++) {
            axes[3 - spatial + i] = windows.windows(c, i, images, filters, results);
        }
        int channels = (int) images.dim(windows.channelAxis());
        int groups = Math.max(1, (int) (channels / filters.dim(spatial)));
        int outputs = (int) filters.dim(spatial + 1);
        return new ConvolutionShape((int) images.dim(0), axes[0], axes[1], axes[2], channels, outputs, groups);
    }
}

package dev.lamina.op.pool;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The attributes by which all pooling operations say where their windows lie.
 *
 * @param family what errors call the operation
 * @param ksize how long windows are along each axis
 * @param strides how far apart they begin
 * @param padding {@code VALID}, {@code SAME} or {@code EXPLICIT}
 * @param explicitPaddings for {@code EXPLICIT}, what comes before and after each axis
 * @param dataFormat where the channels are: at the end, or second where it begins with {@code NC}
 */
record Pooling(
        String family,
        List<Long> ksize,
        List<Long> strides,
        String padding,
        List<Long> explicitPaddings,
        String dataFormat) {
    private static final List<String> IMAGES = List.of("NHWC", "NCHW");
    private static final List<String> VOLUMES = List.of("NDHWC", "NCDHW");

    Pooling(String family, List<Long> ksize, List<Long> strides, String padding, String dataFormat) {
        this(family, ksize, strides, padding, List.of(), dataFormat);
    }

    /** With windows and strides that are inputs, from {@code first} on; {@code null} while they are not known. */
    static @Nullable Pooling of(ShapeContext c, int first, String padding, String dataFormat) {
        Tensor ksize = c.value(first);
        Tensor strides = c.value(first + 1);
        return ksize == null || strides == null ? null : of(ksize, strides, padding, dataFormat);
    }

    /** The same of the values that the shape rule has asked for. */
    static Pooling of(KernelContext c, int first, String padding, String dataFormat) {
        return of(c.value(first), c.value(first + 1), padding, dataFormat);
    }

    private static Pooling of(Tensor ksize, Tensor strides, String padding, String dataFormat) {
        return new Pooling("MaxPool", longs(ksize), longs(strides), padding, dataFormat);
    }

    private static List<Long> longs(Tensor values) {
        return LongStream.of(Integers.of(values)).boxed().toList();
    }

    private int rank() {
        return dataFormat.length();
    }

    private int channelAxis() {
        return dataFormat.indexOf('C');
    }

    /** The shape that windows over such an input give. */
    Shape pooled(ShapeContext c, Shape input) {
        check(c);
        if (!input.hasRank()) {
            return Shape.unknown(rank());
        }
        if (input.rank() != rank()) {
            throw c.error("input must have rank " + rank() + ", but its shape is " + input);
        }
        long[] dims = input.dims();
        for (int axis = 1; axis < dims.length; axis++) {
            if (dims[axis] >= 0) {
                dims[axis] = windows(c, axis, dims[axis]);
            }
        }
        return Shape.of(dims);
    }

    /** The shape of the input, which an operation on its gradient gives, after a look at the shapes that have to be those of the result. */
    Shape input(ShapeContext c, Shape input, int... pooledInputs) {
        Shape pooled = pooled(c, input);
        for (int other : pooledInputs) {
            if (!c.shape(other).isCompatibleWith(pooled)) {
                throw c.error(
                        "Expected input " + other + " to have the shape " + pooled + ", but got " + c.shape(other));
            }
        }
        return input.hasRank() ? input : Shape.unknown(rank());
    }

    private void check(ShapeContext c) {
        if (!(family.endsWith("3D") ? VOLUMES : IMAGES).contains(dataFormat)) {
            throw c.error("Invalid data format '" + dataFormat + "'");
        }
        if (!List.of("VALID", "SAME", "EXPLICIT").contains(padding)) {
            throw c.error("Unknown padding type: " + padding);
        }
        lengths(c, "ksize", ksize);
        lengths(c, "stride", strides);
        for (int axis = 0; axis < rank(); axis++) {
            if (strides.get(axis) <= 0 || strides.get(axis) > Integer.MAX_VALUE) {
                throw c.error("Stride must be > 0, but got " + strides.get(axis));
            }
            if (ksize.get(axis) <= 0 || ksize.get(axis) > Integer.MAX_VALUE) {
                throw c.error(
                        "Sliding window ksize for dimension " + axis + " must be positive, but got " + ksize.get(axis));
            }
        }
        if (ksize.getFirst() != 1 || strides.getFirst() != 1) {
            throw c.error("Pooling is not yet supported on the batch dimension.");
        }
        checkPaddings(c);
    }

    private void lengths(ShapeContext c, String what, List<Long> values) {
        if (values.size() != rank()) {
            throw c.error(family + " requires the " + what + " attribute to contain " + rank() + " values, but got: "
                    + values.size());
        }
    }

    private void checkPaddings(ShapeContext c) {
        boolean isExplicit = padding.equals("EXPLICIT");
        if (explicitPaddings.size() != (isExplicit ? 2 * rank() : 0)) {
            throw c.error(
                    isExplicit
                            ? "explicit_paddings attribute must contain " + 2 * rank() + " values, but got: "
                                    + explicitPaddings.size()
                            : "explicit_paddings attribute must be empty if the padding attribute is not EXPLICIT");
        }
        for (int i = 0; i < explicitPaddings.size(); i++) {
            long value = explicitPaddings.get(i);
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw c.error("All elements of explicit_paddings must be nonnegative, but got " + value);
            }
            if (value > 0 && (i < 2 || i / 2 == channelAxis())) {
                throw c.error("Nonzero explicit padding in the batch or depth dimensions is not supported");
            }
        }
    }

    private long windows(ShapeContext c, int axis, long extent) {
        long size = ksize.get(axis);
        long stride = strides.get(axis);
        if (axis == channelAxis()) {
            return overChannels(c, extent, size, stride);
        }
        if (padding.equals("SAME")) {
            return Integers.plus(extent, stride - 1) / stride;
        }
        long padded = Integers.plus(extent, padded(axis, 0) + padded(axis, 1));
        if (padded < size) {
            throw c.error("Negative dimension size caused by subtracting " + size + " from " + padded);
        }
        return (padded - size) / stride + 1;
    }

    private long padded(int axis, int side) {
        return padding.equals("EXPLICIT") ? explicitPaddings.get(2 * axis + side) : 0;
    }

    private long overChannels(ShapeContext c, long channels, long size, long stride) {
        if (size == 1 && stride == 1) {
            return channels;
        }
        if (!family.equals("MaxPool")) {
            throw c.error("Pooling is not yet supported on the depth dimension.");
        }
        for (int axis = 1; axis < rank(); axis++) {
            if (axis != channelAxis() && (ksize.get(axis) > 1 || strides.get(axis) > 1)) {
                throw c.error(
                        "MaxPooling supports exactly one of pooling across depth or pooling across width/height.");
            }
        }
        if (channels % size != 0 || size != stride || channelAxis() == 1) {
            throw c.error(
                    "Depthwise max pooling requires the depth window to evenly divide the input depth, and to equal"
                            + " the depth stride, of channels in the last axis");
        }
        return channels / size;
    }

    /** Where the windows lie on an input of a known shape, which {@link #pooled} has accepted. */
    Window window(Shape input, Shape pooled) {
        int channels = (int) input.dim(channelAxis());
        if (ksize.get(channelAxis()) > 1) {
            int size = Math.toIntExact(ksize.get(channelAxis()));
            Span groups = new Span(channels, channels / size, size, size, 0);
            return new Window(input.slice(0, rank() - 1).size(), Span.single(1), Span.single(1), groups, 1);
        }
        int first = channelAxis() == 1 ? 2 : 1;
        boolean isImage = IMAGES.contains(dataFormat);
        int batch = (int) input.dim(0);
        return new Window(
                first == 2 ? input.slice(0, 2).size() : batch,
                isImage ? Span.single(1) : span(first, input, pooled),
                span(isImage ? first : first + 1, input, pooled),
                span(isImage ? first + 1 : first + 2, input, pooled),
                first == 2 ? 1 : channels);
    }

    private Span span(int axis, Shape input, Shape pooled) {
        long in = input.dim(axis);
        long out = pooled.dim(axis);
        int size = Math.toIntExact(ksize.get(axis));
        int stride = Math.toIntExact(strides.get(axis));
        long before = padding.equals("SAME") ? Math.max(0, (out - 1) * stride + size - in) / 2 : padded(axis, 0);
        return new Span((int) in, (int) out, size, stride, (int) before);
    }
}

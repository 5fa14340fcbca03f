package dev.lamina.tensor;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The extent of a tensor along each axis. Immutable.
 *
 * <p>A dimension of -1 is not known yet; of a shape of unknown rank nothing is known.
 */
public final class Shape {
    /** The most elements that a tensor holds: those of the longest array that Java makes, 2^31 - 17. */
    public static final int MOST_ELEMENTS = Integer.MAX_VALUE - 16;

    private static final Shape UNKNOWN = new Shape(null);
    private static final Shape SCALAR = new Shape(new long[0]);

    private final long @Nullable [] dims;

    private Shape(long @Nullable [] dims) {
        this.dims = dims;
    }

    /**
     * The shape with these dimensions, -1 for one that is not known.
     *
     * @throws InvalidArgumentException for a dimension below -1
     */
    public static Shape of(long... dims) {
        for (long dim : dims) {
            if (dim < -1) {
                throw new InvalidArgumentException("a dimension is -1 (unknown) or more, got " + Arrays.toString(dims));
            }
        }
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /** The shape of a single value. */
    public static Shape scalar() {
        return SCALAR;
    }

    /** The shape of which not even the rank is known. */
    public static Shape unknown() {
        return UNKNOWN;
    }

    /** A shape of this rank with every dimension unknown. */
    public static Shape unknown(int rank) {
        long[] dims = new long[rank];
        Arrays.fill(dims, -1);
        return of(dims);
    }

    /** Says whether the number of axes is known. */
    public boolean hasRank() {
        return dims != null;
    }

    /**
     * The number of axes.
     *
     * @throws InvalidArgumentException if it is not known
     */
    public int rank() {
        return known().length;
    }

    /** The extent along an axis, from 0, or from -1 for the last backwards; -1 if it is not known. */
    public long dim(int axis) {
        long[] known = known();
        return known[axis < 0 ? axis + known.length : axis];
    }

    /** A copy of the dimensions. */
    public long[] dims() {
        return known().clone();
    }

    /** Says whether rank and every dimension are known. */
    public boolean isFullyDefined() {
        if (dims == null) {
            return false;
        }
        for (long dim : dims) {
            if (dim < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number of elements, or -1 if a dimension or the rank is not known.
     *
     * @throws ResourceExhaustedException if it is 2^63 or more
     */
    public long elements() {
        if (!isFullyDefined()) {
            return -1;
        }
        long count = 1;
        for (long dim : known()) {
            if (dim == 0) {
                return 0;
            }
        }
        for (long dim : known()) {
            try {
                count = Math.multiplyExact(count, dim);
            } catch (ArithmeticException overflow) {
                throw new ResourceExhaustedException("a shape of more than 2^63 elements: " + this, null, overflow);
            }
        }
        return count;
    }

    /**
     * Says whether a Java array holds a tensor of this shape: all dimensions are known, and each of them and the number of
     * elements are at most {@link #MOST_ELEMENTS}.
     */
    public boolean fitsArray() {
        if (!isFullyDefined()) {
            return false;
        }
        long left = MOST_ELEMENTS;
        boolean isEmpty = false;
        for (long dim : known()) {
            if (dim > MOST_ELEMENTS) {
                return false;
            }
            isEmpty |= dim == 0;
            left /= Math.max(dim, 1);
        }
        return isEmpty || left > 0;
    }

    /**
     * The number of elements as an array's length.
     *
     * @throws InvalidArgumentException if it is unknown
     * @throws ResourceExhaustedException if it is more than {@link #MOST_ELEMENTS}
     */
    public int size() {
        if (!isFullyDefined()) {
            throw new InvalidArgumentException("the number of elements of shape " + this + " is not known");
        }
        if (!fitsArray()) {
            throw new ResourceExhaustedException(
                    "a tensor holds at most 2^31 - 17 elements; got shape " + this,
                    "see whether that is the shape you meant, or work on a part at a time");
        }
        return (int) elements();
    }

    /** Says whether some tensor could have both shapes. */
    public boolean isCompatibleWith(Shape other) {
        if (dims == null || other.dims == null) {
            return true;
        }
        if (dims.length != other.dims.length) {
            return false;
        }
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] >= 0 && other.dims[i] >= 0 && dims[i] != other.dims[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * What both shapes say together.
     *
     * @throws InvalidArgumentException if they contradict each other
     */
    public Shape merge(Shape other) {
        if (!isCompatibleWith(other)) {
            throw new InvalidArgumentException("shapes " + this + " and " + other + " are not compatible");
        }
        if (dims == null) {
            return other;
        }
        if (other.dims == null) {
            return this;
        }
        long[] merged = dims.clone();
        for (int i = 0; i < merged.length; i++) {
            merged[i] = Math.max(merged[i], other.dims[i]);
        }
        return of(merged);
    }

    /** What is true of both shapes: a dimension in which they differ is not known, nor is any if their ranks differ. */
    public Shape common(Shape other) {
        if (dims == null || other.dims == null || dims.length != other.dims.length) {
            return unknown();
        }
        long[] common = dims.clone();
        for (int i = 0; i < common.length; i++) {
            common[i] = common[i] == other.dims[i] ? common[i] : -1;
        }
        return of(common);
    }

    /** This shape with another extent along one axis (from -1 for the last backwards). */
    public Shape with(int axis, long dim) {
        long[] changed = dims();
        changed[axis < 0 ? axis + changed.length : axis] = dim;
        return of(changed);
    }

    /** The axes {@code from} (inclusive) to {@code to} (exclusive) of this shape. */
    public Shape slice(int from, int to) {
        return of(Arrays.copyOfRange(known(), from, to));
    }

    /** This shape's axes followed by the other's. */
    public Shape concat(Shape other) {
        if (dims == null || other.dims == null) {
            return UNKNOWN;
        }
        long[] joined = Arrays.copyOf(dims, dims.length + other.dims.length);
        System.arraycopy(other.dims, 0, joined, dims.length, other.dims.length);
        return of(joined);
    }

    private long[] known() {
        if (dims == null) {
            throw new InvalidArgumentException("the shape's rank is not known");
        }
        return dims;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Shape shape && Arrays.equals(dims, shape.dims));
    }

    @Override
    public int hashCode() {
        if (dims == null) {
            return 0;
        }
        // Programs are found by the shapes they are fed, so those that differ a little must differ here.
        long hash = dims.length;
        for (long dim : dims) {
            hash = (hash + dim) * 0x9e3779b97f4a7c15L;
        }
        return Long.hashCode(hash);
    }

    /** As TensorFlow prints it: {@code [128,784]}, {@code [?,784]}, {@code []}, {@code <unknown>}. */
    @Override
    public String toString() {
        if (dims == null) {
            return "<unknown>";
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < dims.length; i++) {
            text.append(i == 0 ? "" : ",").append(dims[i] < 0 ? "?" : Long.toString(dims[i]));
        }
        return text.append(']').toString();
    }
}

package dev.lamina.op.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.kernel.VariantValue;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of tensors of one type: what the variants of the {@code TensorList} operations hold. It never changes; one that
 * is made of another shares with it what both have.
 *
 * <p>An element that was not set yet stands for zeros.
 */
final class TensorList implements VariantValue {
    /** The maximum of a list that has none. */
    static final int UNBOUNDED = -1;

    final DType dtype;

    /** What the shapes of all elements have in common. */
    final Shape elementShape;

    /** How many elements it may have, or {@link #UNBOUNDED}. */
    final int maximum;

    final PersistentVector<Tensor> elements;

    TensorList(DType dtype, Shape elementShape, int maximum, PersistentVector<Tensor> elements) {
        this.dtype = dtype;
        this.elementShape = elementShape;
        this.maximum = maximum;
        this.elements = elements;
    }

    /** A list of tensors without a maximum. */
    static TensorList of(DType dtype, Shape elementShape, List<? extends @Nullable Tensor> elements) {
        return new TensorList(dtype, elementShape, UNBOUNDED, PersistentVector.of(elements));
    }

    /** The list in an input, of elements of this type. */
    static TensorList in(Buffer input, DType dtype) {
        return at(input, 0, dtype);
    }

    /** One of the lists in an input, of elements of this type. */
    static TensorList at(Buffer input, int index, DType dtype) {
        TensorList list = at(input, index);
        if (list.dtype != dtype) {
            throw new InvalidArgumentException("Invalid data types; op elements " + dtype.tensorFlowName()
                    + " but list elements " + list.dtype.tensorFlowName());
        }
        return list;
    }

    /** The list in an input. */
    static TensorList in(Buffer input) {
        return at(input, 0);
    }

    private static TensorList at(Buffer input, int index) {
        if (index < input.size() && input.objects()[index] instanceof TensorList list) {
            return list;
        }
        throw new InvalidArgumentException("Input handle is not a list. Saw: '"
                + (index < input.size() ? input.objects()[index] : input.shape()) + "'");
    }

    /** Puts it into an output. */
    void give(Buffer output) {
        output.objects()[0] = this;
    }

    int size() {
        return elements.size();
    }

    /** The same form with other elements. */
    TensorList with(PersistentVector<Tensor> others) {
        return new TensorList(dtype, elementShape, maximum, others);
    }

    /** This list with another element, which has to be of a shape that the list allows. */
    TensorList with(int index, Tensor element) {
        requireFit(element.shape());
        return with(elements.with(index, element));
    }

    /** This list with one more element at its end, which has to be of a shape that the list allows. */
    TensorList plus(Tensor element) {
        requireFit(element.shape());
        requireLength(size() + 1L);
        return with(elements.plus(element));
    }

    /** This list without what is beyond a length, or with elements that are not set up to it. */
    TensorList resized(long length) {
        requireLength(length);
        return with(elements.resized((int) length));
    }

    private static void requireLength(long length) {
        if (length > Integer.MAX_VALUE) {
            throw new InvalidArgumentException("a list has at most " + Integer.MAX_VALUE + " elements, not " + length);
        }
    }

    /** Refuses an element of a shape that the list does not allow. */
    void requireFit(Shape shape) {
        if (!elementShape.isCompatibleWith(shape)) {
            throw new InvalidArgumentException(
                    "Tried to append a tensor with incompatible shape to a list. Op element shape: " + shape
                            + " list shape: " + elementShape);
        }
    }

    /**
     * The element at an index: zeros of the shape that is asked for if it is not set.
     *
     * @param asked the operation's element shape, as far as it says one
     */
    Tensor get(int index, Shape asked) {
        Tensor element = elements.get(index);
        if (element != null) {
            if (!asked.isCompatibleWith(element.shape())) {
                throw new InvalidArgumentException("Incompatible shapes: element " + index + " of the list has shape "
                        + element.shape() + ", but element_shape is " + asked);
            }
            return element;
        }
        Shape shape = uninitializedShape(asked);
        if (!shape.isFullyDefined()) {
            throw new InvalidArgumentException(
                    "Trying to read an uninitialized tensor but element_shape is not fully defined: " + shape);
        }
        return Tensor.zeros(dtype, shape);
    }

    /** What is known of the shape of all elements: by the list, by the operation, by those that are there. */
    Shape uninitializedShape(Shape asked) {
        if (!asked.isCompatibleWith(elementShape)) {
            throw new InvalidArgumentException(
                    "Incompatible shapes: the list's element shape is " + elementShape + ", the operation's " + asked);
        }
        Shape shape = asked.merge(elementShape);
        for (int i = 0; i < size() && !shape.isFullyDefined(); i++) {
            Tensor element = elements.get(i);
            if (element != null && shape.isCompatibleWith(element.shape())) {
                shape = shape.merge(element.shape());
            }
        }
        return shape;
    }

    @Override
    public TensorList plus(VariantValue other) {
        if (!(other instanceof TensorList list)
                || list.dtype != dtype
                || list.size() != size()
                || !list.elementShape.isCompatibleWith(elementShape)) {
            throw new InvalidArgumentException(
                    "Trying to add two lists of tensors that differ in type, length or shapes: " + this + ", " + other);
        }
        List<@Nullable Tensor> sums = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            sums.add(TensorSums.of(elements.get(i), list.elements.get(i)));
        }
        return new TensorList(dtype, elementShape.merge(list.elementShape), maximum, PersistentVector.of(sums));
    }

    @Override
    public TensorList zeros() {
        List<@Nullable Tensor> zeros = new ArrayList<>();
        for (Tensor element : elements.toList()) {
            zeros.add(element == null ? null : Tensor.zeros(dtype, element.shape()));
        }
        return with(PersistentVector.of(zeros));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TensorList list
                && list.dtype == dtype
                && list.maximum == maximum
                && list.elementShape.equals(elementShape)
                && list.elements.toList().equals(elements.toList());
    }

    @Override
    public int hashCode() {
        return Objects.hash(dtype, elementShape, elements.toList());
    }

    /** Type, shape and length, as in {@code list of 3 float32[2]}. */
    @Override
    public String toString() {
        return "list of " + size() + " " + dtype + elementShape;
    }
}

package dev.lamina.op.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An array of tensors that operations of one run write and read: each element is written once and, where that is asked for,
 * forgotten when it was read. It belongs to the run, in which the flow tells what comes before what.
 *
 * <p>The array of its gradients is another one, in which what is written to one index adds up.
 */
final class ArrayResource {
    private final String name;
    private final DType dtype;
    private final boolean isDynamic;
    private final boolean clearsAfterRead;
    private final boolean hasOneShape;
    private final boolean addsUp;
    private final List<Element> elements = new ArrayList<>();
    private final Map<String, ArrayResource> gradients = new HashMap<>();
    private Shape elementShape;
    private boolean isClosed;

    private static final class Element {
        @Nullable
        Tensor value;

        /** That of what was written, which stays when it is forgotten; of a gradient's array, that of what it is the gradient of. */
        Shape shape = Shape.unknown();

        boolean isWritten;
        boolean isRead;
        boolean isCleared;
    }

    ArrayResource(String name, int size, TensorArrayV3 op) {
        this(
                name,
                size,
                op.dtype(),
                op.elementShape(),
                op.dynamicSize(),
                op.clearAfterRead(),
                op.identicalElementShapes(),
                false);
    }

    private ArrayResource(
            String name,
            int size,
            DType dtype,
            Shape elementShape,
            boolean isDynamic,
            boolean clearsAfterRead,
            boolean hasOneShape,
            boolean addsUp) {
        this.name = name;
        this.dtype = dtype;
        this.elementShape = elementShape;
        this.isDynamic = isDynamic;
        this.clearsAfterRead = clearsAfterRead;
        this.hasOneShape = hasOneShape;
        this.addsUp = addsUp;
        if (size < 0) {
            throw new InvalidArgumentException("Size should be >= 0, but is " + size);
        }
        grow(size);
    }

    /** The array that a handle stands for. */
    static ArrayResource in(Buffer handle) {
        if (handle.size() != 1 || !(handle.objects()[0] instanceof ArrayResource array)) {
            throw new InvalidArgumentException("the handle is not one of a TensorArray of this run");
        }
        if (array.isClosed) {
            throw new InvalidArgumentException("TensorArray " + array.name + " has already been closed.");
        }
        return array;
    }

    /** The array that a handle stands for, of elements of this type. */
    static ArrayResource in(Buffer handle, DType dtype) {
        ArrayResource array = in(handle);
        if (array.dtype != dtype) {
            throw new InvalidArgumentException("TensorArray dtype is " + array.dtype.tensorFlowName()
                    + " but Op requested dtype " + dtype.tensorFlowName() + ".");
        }
        return array;
    }

    int size() {
        return elements.size();
    }

    /** What is known of the shape of all elements, of which the operation knows that much. */
    Shape elementShape(Shape asked) {
        if (!asked.isCompatibleWith(elementShape)) {
            throw new InvalidArgumentException("TensorArray " + name + " has elements of shape " + elementShape
                    + ", but the operation's element shape is " + asked);
        }
        return asked.merge(elementShape);
    }

    /** Makes it so long, if it may grow. */
    void ensureSize(int size) {
        if (size > elements.size() && isDynamic) {
            grow(size);
        }
    }

    private void grow(int size) {
        while (elements.size() < size) {
            elements.add(new Element());
        }
    }

    void write(int index, Tensor value) {
        if (index < 0 || (index >= elements.size() && !isDynamic)) {
            throw new InvalidArgumentException("TensorArray " + name + ": Tried to write to index " + index
                    + " but array is not resizeable and size is: " + elements.size());
        }
        if (index == Integer.MAX_VALUE) {
            throw new InvalidArgumentException("TensorArray " + name + ": Tried to write to index " + index
                    + " but an array has at most so many elements");
        }
        grow(index + 1);
        Element element = elements.get(index);
        if (!elementShape.isCompatibleWith(value.shape())) {
            throw new InvalidArgumentException("TensorArray " + name + ": Could not write to TensorArray index " + index
                    + " because the value shape is " + value.shape()
                    + " which is incompatible with the TensorArray's inferred element shape: " + elementShape);
        }
        if (element.isRead) {
            throw new InvalidArgumentException("TensorArray " + name + ": Could not write to TensorArray index " + index
                    + " because it has already been read.");
        }
        if (element.isWritten && !addsUp) {
            throw new InvalidArgumentException("TensorArray " + name + ": Could not write to TensorArray index " + index
                    + " because it has already been written to.");
        }
        if (!element.shape.isCompatibleWith(value.shape())) {
            throw new InvalidArgumentException("TensorArray " + name + ": Could not aggregate to TensorArray index "
                    + index + " because the existing shape is " + element.shape + " but the new input shape is "
                    + value.shape() + ".");
        }
        element.value = TensorSums.of(element.value, value);
        element.shape = value.shape();
        element.isWritten = true;
        if (hasOneShape) {
            elementShape = elementShape.merge(value.shape());
        }
    }

    /** An element; zeros if it was not written and its shape is known. */
    Tensor read(int index) {
        return read(index, elementShape);
    }

    /** As {@link #read(int)}, where so much is known of the shape of all elements: see {@link #elementShape}. */
    Tensor read(int index, Shape known) {
        if (index < 0 || index >= elements.size()) {
            throw new InvalidArgumentException(
                    "Tried to read from index " + index + " but array size is: " + elements.size());
        }
        Element element = elements.get(index);
        if (element.isCleared) {
            throw new InvalidArgumentException("TensorArray " + name + ": Could not read index " + index
                    + " twice because it was cleared after a previous read (perhaps try setting"
                    + " clear_after_read = false?).");
        }
        Tensor value = element.value == null ? zeros(index, element, known) : element.value;
        element.isRead = !addsUp;
        if (clearsAfterRead) {
            element.isCleared = true;
            element.value = null;
        }
        return value;
    }

    private Tensor zeros(int index, Element element, Shape known) {
        Shape shape = known;
        if (element.shape.isCompatibleWith(shape)) {
            shape = shape.merge(element.shape);
        }
        if (!shape.isFullyDefined()) {
            throw new InvalidArgumentException(
                    "TensorArray " + name + ": Could not read from TensorArray index " + index
                            + ".  Furthermore, the element shape is not fully defined: " + shape
                            + ".  It is possible you are working with a resizeable TensorArray and stop_gradients is not"
                            + " allowing the gradients to be written.  If you set the full element_shape property on the"
                            + " forward TensorArray, the proper all-zeros tensor will be returned instead of incurring this"
                            + " error.");
        }
        return Tensor.zeros(dtype, shape);
    }

    /**
     * The array of gradients of that source, made when it is first asked for: as long as this one, its elements zeros in the
     * shapes of this one's.
     *
     * @param before the shape that each element here is a part of there: empty if they are alike
     */
    ArrayResource gradient(String source, Shape before) {
        ArrayResource gradient = gradients.get(source);
        if (gradient == null) {
            gradient = new ArrayResource(
                    name + "@" + source, size(), dtype, before.concat(elementShape), false, false, hasOneShape, true);
            for (int i = 0; i < size(); i++) {
                gradient.elements.get(i).shape = before.concat(elements.get(i).shape);
            }
            gradients.put(source, gradient);
        }
        return gradient;
    }

    /** Forgets all elements; no operation of this run may use it any more. */
    void close() {
        isClosed = true;
        elements.clear();
        gradients.clear();
    }

    @Override
    public String toString() {
        return "TensorArray " + name;
    }
}

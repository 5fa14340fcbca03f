package dev.lamina.op.stack;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;

/** A stack of tensors that operations of one run push to and pop from. It belongs to the run. */
final class TensorStack {
    private final String name;
    private final DType dtype;
    private final int maximum;
    private final Deque<Tensor> elements = new ArrayDeque<>();
    private boolean isClosed;

    /** A stack; of any depth if the maximum is below 0. */
    TensorStack(String name, DType dtype, int maximum) {
        this.name = name;
        this.dtype = dtype;
        this.maximum = maximum;
    }

    /** The stack that a handle stands for, of elements of this type. */
    static TensorStack in(Buffer handle, DType dtype) {
        TensorStack stack = in(handle);
        if (stack.dtype != dtype) {
            throw new InvalidArgumentException(
                    "Must have type " + stack.dtype.tensorFlowName() + " but got " + dtype.tensorFlowName());
        }
        return stack;
    }

    /** The stack that a handle stands for. */
    static TensorStack in(Buffer handle) {
        if (handle.size() == 1 && handle.objects()[0] instanceof TensorStack stack) {
            return stack;
        }
        throw new InvalidArgumentException("the handle is not one of a stack of this run");
    }

    void push(Tensor element) {
        requireOpen();
        if (maximum >= 0 && elements.size() >= maximum) {
            throw new InvalidArgumentException("Stack[" + name + "] overflowed its max_size (" + maximum + ")");
        }
        elements.push(element);
    }

    Tensor pop() {
        requireOpen();
        if (elements.isEmpty()) {
            throw new InvalidArgumentException("Stack[" + name + "] is empty when calling Pop().");
        }
        return elements.pop();
    }

    void close() {
        isClosed = true;
        elements.clear();
    }

    private void requireOpen() {
        if (isClosed) {
            throw new InvalidArgumentException("Stack[" + name + "] has already been closed.");
        }
    }

    @Override
    public String toString() {
        return "Stack " + name;
    }
}

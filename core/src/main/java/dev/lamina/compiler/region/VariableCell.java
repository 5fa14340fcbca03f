package dev.lamina.compiler.region;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A variable of a session: its storage, and whether anything has been put there. */
public final class VariableCell {
    private final String name;
    private final DType dtype;
    private @Nullable Buffer buffer;
    private boolean initialized;

    public VariableCell(String name, DType dtype, Shape shape) {
        this.name = name;
        this.dtype = dtype;
        if (shape.isFullyDefined()) {
            buffer = allocate(shape);
        }
    }

    /** Its name in the session. */
    public String name() {
        return name;
    }

    /** The type of its elements. */
    public DType dtype() {
        return dtype;
    }

    /** Where its elements lie, or {@code null} as long as its shape is not known. */
    @Nullable
    public Buffer buffer() {
        return buffer;
    }

    /** Says whether it has a value. */
    public boolean isInitialized() {
        return initialized;
    }

    /** Settles the shape of a variable that was made without one: that of the first value it is given. */
    public void settle(Shape shape) {
        if (buffer == null) {
            buffer = allocate(shape);
        }
    }

    private Buffer allocate(Shape shape) {
        try {
            return Buffer.allocate(dtype, shape);
        } catch (OutOfMemoryError full) {
            throw HeapExhaustion.ofVariable("variable", name, dtype, shape, full);
        }
    }

    /** Its shape, as far as it is known. */
    public Shape shape() {
        return buffer == null ? Shape.unknown() : buffer.shape();
    }

    /** The error for who asks for its value although it has none. */
    public LaminaException uninitialized() {
        return new FailedPreconditionException(
                "Attempting to use uninitialized value " + name,
                "run tf.globalVariablesInitializer() first, or restore a checkpoint");
    }

    /** A copy of its value. */
    public Tensor value() {
        if (buffer == null || !initialized) {
            throw uninitialized();
        }
        try {
            return buffer.toTensor();
        } catch (OutOfMemoryError full) {
            throw HeapExhaustion.ofVariable("a copy of variable", name, dtype, buffer.shape(), full);
        }
    }

    /** Refuses a value of another type or shape than the variable's. */
    public void check(Tensor value) {
        if (value.dtype() != dtype) {
            throw new InvalidArgumentException(
                    "variable '" + name + "' is of type " + dtype + "; the value is of type " + value.dtype());
        }
        if (!shape().isCompatibleWith(value.shape())) {
            throw new InvalidArgumentException("Assign requires shapes of both tensors to match. lhs shape= " + shape()
                            + " rhs shape= " + value.shape())
                    .at("variable '" + name + "'");
        }
    }

    /** Puts a value there that {@link #check} let pass. */
    public void load(Tensor value) {
        settle(value.shape());
        Objects.requireNonNull(buffer).copyFrom(value.buffer());
        initialize();
    }

    /** Says that its elements are a value from now on. */
    public void initialize() {
        initialized = true;
    }
}

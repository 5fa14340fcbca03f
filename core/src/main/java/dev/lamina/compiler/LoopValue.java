package dev.lamina.compiler;

import dev.lamina.compiler.run.Memory;
import dev.lamina.compiler.run.MemoryAccount;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;
import java.lang.reflect.Array;

/** A value that a loop carries from round to round. */
final class LoopValue {
    private final DType dtype;
    private final boolean isInvariant;
    private final MemoryAccount memory;

    /** Where the regions find the value. */
    private final Storage storage;

    /** An array that waits for the next value, where the body's own cannot be had. */
    private Object spare;

    private final Object nothing;
    private Object own;
    private Buffer current;
    private Buffer next;
    private boolean isBodys;

    /**
     * A value.
     *
     * @param storage where the regions find it
     * @param isInvariant whether each round gives it as it is
     */
    LoopValue(DType dtype, Storage storage, boolean isInvariant, MemoryAccount memory) {
        this.dtype = dtype;
        this.storage = storage;
        this.isInvariant = isInvariant;
        this.memory = memory;
        nothing = storage.array();
        own = nothing;
        spare = nothing;
        current = Memory.withoutElements(dtype, Shape.of(0));
        next = current;
    }

    /** The value with which the first round begins. */
    Buffer begin(Buffer initial) {
        if (isInvariant) {
            storage.bind(initial.array());
            current = initial;
            return current;
        }
        own = room(own, initial.size());
        storage.bind(own);
        if (!initial.shape().equals(current.shape()) || current.storage() != storage) {
            current = new Buffer(dtype, initial.shape(), storage);
        }
        current.copyFrom(initial);
        return current;
    }

    /** Looks at what the body gave, and copies it where the array itself cannot be had. */
    void take(CompiledRegion step, int index) {
        if (isInvariant) {
            return;
        }
        next = step.buffer(index);
        isBodys = step.isOwn(index);
        if (!isBodys) {
            spare = room(spare, next.size());
            System.arraycopy(next.array(), 0, spare, 0, next.size() * dtype.width());
        }
    }

    /** Puts what the body gave into the place of what it was given. */
    Buffer exchange() {
        if (isInvariant) {
            return current;
        }
        Object old = storage.array();
        if (isBodys) {
            Object given = next.array();
            int length = length(given);
            next.storage().bind(length(old) == length ? old : array(length, old));
            storage.bind(given);
        } else {
            storage.bind(spare);
            spare = old;
        }
        own = storage.array();
        if (!next.shape().equals(current.shape()) || current.storage() != storage) {
            current = new Buffer(dtype, next.shape(), storage);
        }
        return current;
    }

    /** Lets go of what belongs to others. */
    void end() {
        if (isInvariant) {
            storage.bind(nothing);
            current = Memory.withoutElements(dtype, Shape.of(0));
        }
    }

    private Object room(Object array, int size) {
        return length(array) >= size ? array : array(size, array);
    }

    /** A new array in the place of an old one that is let go. */
    private Object array(int length, Object old) {
        return memory.array(dtype, length, length(old));
    }

    /** How many elements an array holds. */
    private int length(Object array) {
        return Array.getLength(array) / dtype.width();
    }
}

package dev.lamina.session;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A tensor of a plan in the making: one output of an instruction, or something that is fed. */
final class Value {
    final DType dtype;
    final String name;

    /** What makes it; {@code null} if it is fed. */
    final @Nullable Instruction producer;

    /** As far as it is known. */
    Shape shape;

    /** Its value, if that is the same in every run. */
    @Nullable
    Tensor constant;

    /** The variable of which this is a reference, a handle or a view. */
    @Nullable
    VariableCell variable;

    /** The value that is computed in place of this one, which would be the same. */
    @Nullable
    Value twin;

    /** Where its elements will lie, from the stage that makes it on. */
    @Nullable
    Buffer buffer;

    Value(String name, DType dtype, Shape shape, @Nullable Instruction producer) {
        this.name = name;
        this.dtype = dtype;
        this.shape = shape;
        this.producer = producer;
    }

    /** The value that is really computed: its twin, if it has one. */
    Value resolve() {
        return twin == null ? this : twin;
    }

    Buffer buffer() {
        Buffer known = buffer;
        if (known == null) {
            throw new IllegalStateException("no buffer for " + name);
        }
        return known;
    }

    @Override
    public String toString() {
        return name + " " + dtype + shape;
    }
}

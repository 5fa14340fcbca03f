package dev.lamina.layer.recurrent;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.flow.Const;
import dev.lamina.op.logic.Any;
import dev.lamina.op.logic.NotEqual;

/**
 * Leaves out the steps of a sequence, [examples, steps, features], all of whose features are one number: it gives the sequence with
 * zeros there, and a {@link Mask}. Keras's {@code Masking}.
 *
 * @param name the name of its scope
 * @param value the number
 */
public record Masking(String name, float value) implements Layer {
    /** Leaves out steps of zeros. */
    public Masking() {
        this(0);
    }

    /** Leaves out steps of this number. */
    public Masking(float value) {
        this("masking", value);
    }

    @Override
    public Masking named(String name) {
        return new Masking(name, value);
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        if (!input.shape().hasRank() || input.shape().rank() != 3) {
            throw new InvalidArgumentException(
                    name + " needs a sequence of shape [examples, steps, features], but is given " + input);
        }
        return (scope, x, phase) -> {
            Output other = NotEqual.of(scope, x, Const.of(scope, value, x.dtype()));
            Output counts = Any.of(scope, other, Const.of(scope, 2), false);
            Output kept = Mul.of(scope, x, Cast.of(scope, ExpandDims.of(scope, counts, 2), x.dtype()));
            Mask.give(kept, counts);
            return kept;
        };
    }
}

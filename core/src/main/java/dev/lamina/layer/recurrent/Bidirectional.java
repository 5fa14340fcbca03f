package dev.lamina.layer.recurrent;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.ReverseV2;
import dev.lamina.op.flow.Const;
import java.util.List;

/**
 * A recurrent layer that goes through a sequence forwards, and another of its kind that goes backwards: Keras's {@code Bidirectional}.
 * Sequences of the second are turned round, so that both speak of the same step. Its variables are those of {@code forward_lstm} and
 * {@code backward_lstm}.
 *
 * @param name the name of its scope
 * @param layer what goes forwards
 * @param merge what is made of the two results
 */
public record Bidirectional(String name, RecurrentLayer<?> layer, Merge merge) implements Layer {
    /** What is made of two results. */
    public enum Merge {
        /** Both, one behind the other along the last axis. */
        CONCAT,
        /** Their sum. */
        SUM,
        /** Their product. */
        MULTIPLY,
        /** Their mean. */
        AVERAGE
    }

    /** With results one behind the other. */
    public Bidirectional(RecurrentLayer<?> layer) {
        this("bidirectional", layer, Merge.CONCAT);
    }

    @Override
    public Bidirectional named(String name) {
        return new Bidirectional(name, layer, merge);
    }

    /** The same layer, which makes something else of the two results. */
    public Bidirectional merge(Merge merge) {
        return new Bidirectional(name, layer, merge);
    }

    @Override
    public boolean passesMask() {
        return layer.passesMask();
    }

    @Override
    public BuiltLayer build(Scope own, Output input) {
        Layer first = layer.named("forward_" + layer.name());
        Layer second = layer.goBackwards().named("backward_" + layer.name());
        BuiltLayer forward = first.build(own.nested(first.name()), input);
        BuiltLayer backward = second.build(own.nested(second.name()), input);
        boolean isSequence = layer.recurrence().returnsSequences();
        return (scope, x, phase) -> {
            Output there = forward.apply(scope.nested(first.name()), x, phase);
            Output back = backward.apply(scope.nested(second.name()), x, phase);
            Output turned = isSequence ? ReverseV2.of(scope, back, Const.of(scope, new int[] {1})) : back;
            return merged(scope, there, turned);
        };
    }

    private Output merged(Scope scope, Output a, Output b) {
        return switch (merge) {
            case CONCAT -> ConcatV2.of(scope, List.of(a, b), a.shape().rank() - 1);
            case SUM -> AddV2.of(scope, a, b);
            case MULTIPLY -> Mul.of(scope, a, b);
            case AVERAGE -> Mul.of(scope, AddV2.of(scope, a, b), Const.of(scope, 0.5f, a.dtype()));
        };
    }
}

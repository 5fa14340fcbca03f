package dev.lamina.train;

import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.Shape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.state.VariableV2;
import dev.lamina.tensor.DType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables that an optimizer keeps beside those it trains, named as TensorFlow 1 names them. */
final class Slots {
    private record Key(Object owner, String name) {}

    private final Map<Key, Variable> slots = new LinkedHashMap<>();

    /** A variable's slot, made if it is not there yet: {@code weights/Adam}, filled with one number at first. */
    void make(Variable variable, String slot, String optimizer, float initial) {
        slots.computeIfAbsent(new Key(variable.ref(), slot), _ -> {
            String name = variable.ref().node().name() + "/" + optimizer;
            Scope outermost = Scope.of(variable.ref().node().graph());
            return VariableV2.variable(outermost.named(name), own -> filled(own, variable, initial), false);
        });
    }

    private static Output filled(Scope own, Variable variable, float initial) {
        String name = initial == 0 ? "zeros" : initial == 1 ? "ones" : "Const";
        Scope parts = own.nested("Initializer").nested(name);
        Output shape = variable.shape().isFullyDefined()
                ? Const.dims(parts.named("shape_as_tensor"), variable.shape().dims())
                : Shape.of(parts, variable.initialValue());
        return Fill.of(parts.itself(), shape, Const.of(parts, initial, variable.dtype()));
    }

    /** A number that all variables of a graph share, made if it is not there yet. */
    Variable shared(Scope scope, String name, float initial) {
        return slots.computeIfAbsent(
                new Key(scope.graph(), name),
                _ -> VariableV2.variable(
                        scope.named(name), own -> Const.of(own.named("initial_value"), initial, DType.FLOAT32), false));
    }

    /** A slot that has been made. */
    Variable get(Variable variable, String slot) {
        Variable made = slots.get(new Key(variable.ref(), slot));
        if (made == null) {
            throw new NotFoundException(variable + " has no slot '" + slot + "'", null);
        }
        return made;
    }
}

package dev.lamina.train;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import java.util.HashMap;
import java.util.Map;

/** An optimizer's step in the making: its scope, and its hyperparameters as tensors, each made once. */
final class Step {
    private record Key(String name, DType type) {}

    private final Scope scope;
    private final Map<Key, Output> constants = new HashMap<>();

    Step(Scope scope) {
        this.scope = scope;
    }

    /** The optimizer's name scope. */
    Scope scope() {
        return scope;
    }

    /** A hyperparameter in a variable's type; what that takes goes into the variable's own scope. */
    Output tensor(Scope own, Hyperparameter parameter, DType type) {
        Operand operand = parameter.operand();
        return operand == null
                ? constants.computeIfAbsent(
                        new Key(parameter.name(), type),
                        _ -> Const.of(scope.named(parameter.name()), parameter.value(), type))
                : cast(own, operand, type);
    }

    /** A scalar in a variable's type. */
    static Output cast(Scope own, Operand scalar, DType type) {
        Output output = scalar.asOutput();
        return output.dtype() == type ? output : Cast.of(own, output, type);
    }
}
